// The words of the page around a report, in every language that reports have.
import type { Locale } from '../config/locale.ts';

export interface ViewWords {
  readonly yourName: string;
  readonly why: string;
  readonly forHowLong: string;
  readonly acknowledge: string;
  readonly acknowledgeHint: string;
  readonly silence: string;
  readonly silenceHint: (checkout: string) => string;
  readonly untilItEnds: string;
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly onIt: (name: string) => string;
  readonly ended: string;
  readonly day: (date: string) => string;
  readonly incident: string;
  readonly back: string;
  readonly wrongLink: Message;
  readonly expiredLink: Message;
  readonly goneIncident: Message;
  readonly goneDay: Message;
  readonly wrongForm: Message;
  readonly usedForm: Message;
  readonly incompleteForm: Message;
  readonly unreadable: Message;
  readonly refused: string;
}

export interface Message {
  readonly title: string;
  readonly text: string;
}

const en: ViewWords = {
  yourName: 'Your name',
  why: 'Why',
  forHowLong: 'For how long',
  acknowledge: 'I am on it',
  acknowledgeHint: 'Reminders stop, and whoever heard of the incident hears that you are on it.',
  silence: 'Silence',
  silenceHint: (checkout) => `Incidents of ${checkout} are recorded and sent to nobody for that time.`,
  untilItEnds: 'until it ends',
  minutes: (count) => `${count} minutes`,
  hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
  onIt: (name) => `${name} is on it.`,
  ended: 'It has ended; there is nothing to do about it.',
  day: (date) => `The whole day, ${date}`,
  incident: 'Back to the incident',
  back: 'Back',
  wrongLink: { title: 'This link is not valid', text: 'Open the link from the alert as it stands there, all of it.' },
  expiredLink: {
    title: 'This link has expired',
    text: 'A newer alert has a newer link; tillwatch incidents shows the rest.',
  },
  goneIncident: { title: 'Not on record', text: 'This incident is no longer on record.' },
  goneDay: { title: 'Not on record', text: 'The counts of this day are no longer on record.' },
  wrongForm: {
    title: 'Nothing was done',
    text: 'The page was open for too long, or sent from elsewhere. Open it again and repeat.',
  },
  usedForm: { title: 'Done already', text: 'This form was sent before, and counts once.' },
  incompleteForm: { title: 'Something is missing', text: 'Give your name; a silence also needs a reason.' },
  unreadable: { title: 'Not now', text: 'The record could not be read. Try again in a minute.' },
  refused: 'Nothing was done',
};

const ptBr: ViewWords = {
  yourName: 'Seu nome',
  why: 'Motivo',
  forHowLong: 'Por quanto tempo',
  acknowledge: 'Estou cuidando',
  acknowledgeHint: 'Os lembretes param, e quem soube do incidente fica sabendo que você está cuidando dele.',
  silence: 'Silenciar',
  silenceHint: (checkout) =>
    `Durante esse tempo, incidentes de ${checkout} são registrados e não são enviados a ninguém.`,
  untilItEnds: 'até terminar',
  minutes: (count) => `${count} minutos`,
  hours: (count) => (count === 1 ? '1 hora' : `${count} horas`),
  onIt: (name) => `${name} está cuidando.`,
  ended: 'Já terminou; não há nada a fazer.',
  day: (date) => `O dia inteiro, ${date}`,
  incident: 'Voltar ao incidente',
  back: 'Voltar',
  wrongLink: { title: 'Este link não é válido', text: 'Abra o link do alerta como está lá, por inteiro.' },
  expiredLink: {
    title: 'Este link expirou',
    text: 'Um alerta mais novo tem um link mais novo; tillwatch incidents mostra o resto.',
  },
  goneIncident: { title: 'Sem registro', text: 'Este incidente não está mais registrado.' },
  goneDay: { title: 'Sem registro', text: 'Os números deste dia não estão mais registrados.' },
  wrongForm: {
    title: 'Nada foi feito',
    text: 'A página ficou aberta por muito tempo, ou foi enviada de outro lugar. Abra de novo e repita.',
  },
  usedForm: { title: 'Já foi feito', text: 'Este formulário já foi enviado, e conta uma vez.' },
  incompleteForm: { title: 'Falta alguma coisa', text: 'Informe seu nome; para silenciar, também o motivo.' },
  unreadable: { title: 'Agora não', text: 'O registro não pôde ser lido. Tente de novo em um minuto.' },
  refused: 'Nada foi feito',
};

const WORDS: Readonly<Record<Locale, ViewWords>> = { en, 'pt-BR': ptBr };

export function viewWords(locale: Locale): ViewWords {
  return WORDS[locale];
}
