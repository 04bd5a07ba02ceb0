// Every Brazilian Portuguese word of charts and reports. Long because it is a list.
import { type FoundIncident, isSales } from '../incident/incident.ts';
import { daysUntilEnd, hourLabel, weekday } from '../notify/local-time.ts';
import { readingNumbers } from './reading-numbers.ts';
import type { ConcludedIncident, ReportWords } from './report-words.ts';
import type { SeverityReason } from './severity-reason.ts';

const WEEKDAYS = ['domingo', 'segunda-feira', 'terça-feira', 'quarta-feira', 'quinta-feira', 'sexta-feira', 'sábado'];

const { number, exact, duration } = readingNumbers('pt-BR');

export const wordsPtBr: ReportWords = {
  language: 'pt-BR',
  number,
  exact,
  duration,
  date: brazilianDate,
  dateInFull: (date) => `${WEEKDAYS[weekday(date)]}, ${brazilianDate(date)}`,
  hours,
  range: (low, high) => `${low} a ${high}`,

  transitions: {
    opened: 'Aberto',
    updated: 'Atualizado',
    escalated: 'Agravado',
    acknowledged: 'Assumido',
    resolved: 'Encerrado',
    retracted: 'Retirado',
  },
  states: { open: 'em andamento', acknowledged: 'alguém está cuidando', resolved: 'encerrado', retracted: 'retirado' },
  matters: {
    outage: 'parada',
    drop: 'queda',
    spike: 'pico',
    level: 'o dia todo fora do normal',
    gap: 'horas faltando',
    unreadable: 'arquivo ilegível',
    doubtful: 'dados duvidosos',
    overdue: 'arquivo atrasado',
  },
  names: {
    checkout: 'Checkout',
    date: 'Data',
    when: 'Quando',
    hour: 'Hora',
    hours: 'Horas',
    seen: 'Vendas',
    expected: 'Esperado',
    usual: 'Normal',
    offBy: 'Desvio',
    severity: 'Gravidade',
    lost: 'Perdidas',
    onTop: 'A mais',
    state: 'Situação',
    noticed: 'Percebido',
    incident: 'Incidente',
    incidents: 'Incidentes',
    today: 'Hoje',
    file: 'Arquivo',
    landed: 'Chegou',
    hoursKnown: 'Horas conhecidas',
    newestFile: 'Último arquivo',
    specialDay: 'Dia especial',
    heardOn: 'Avisado em',
    time: 'Hora',
    what: 'O quê',
    remark: 'Observação',
    verdict: 'Avaliação',
    daysKnown: 'Dias conhecidos',
    shareLost: 'Parte perdida',
    began: 'Início',
    knowable: 'Podia ser sabido desde',
    timeToDetect: 'Tempo até perceber',
    waitedForFile: 'Disso, à espera do arquivo',
    acknowledgedAfter: 'Assumido depois de',
    endNoticed: 'Fim percebido',
  },

  chart: {
    references: {
      yesterday: 'Ontem',
      same_day_last_week: 'Há 7 dias',
      avg_last_week: 'Média da semana',
      avg_last_month: 'Média do mês',
    },
    salesPerHour: 'Vendas por hora',
    notOver: 'ainda em curso',
    dayTitle: (checkout, date) => `${checkout}, ${date}, hora a hora`,
    dayDescription: ({ seen, expected, incidents, unknown }) =>
      sentences(
        `Houve ${number(seen)} vendas${expected === null ? '' : `; eram esperadas ${number(expected)}`}.`,
        incidents.length === 0 ? 'Nenhuma hora difere além do acaso.' : `Sombreado: ${incidents.join('; ')}.`,
        unknown === null ? '' : `Sem contagem para ${unknown}.`,
      ),
    hour: ({ hour, today, expected, low, high }) => {
      const seen = today === null ? 'sem contagem' : `${number(today)} vendas`;
      const usual = low === null || high === null ? '' : ` (${number(low)} a ${number(high)})`;
      return `${hourLabel(hour)}: ${seen}${expected === null ? '' : `, ${number(expected)} esperadas${usual}`}`;
    },
    incident: (found) => `${hours(found.startHour, found.endHour)}, ${howMuch(found)}`,
    timelineTitle: 'Incidentes por hora',
    timelineDescription: (incidents) =>
      incidents.length === 0
        ? 'Não há incidentes.'
        : `${counted(incidents.length, 'incidente')}: ${incidents.join('; ')}.`,
    multiplesTitle: (days) => `${counted(days, 'dia')}, vendas por hora`,
    multiplesDescription: (incidents) =>
      incidents.length === 0 ? 'Todos parecem normais.' : `Fora do normal: ${incidents.join('; ')}.`,
    heatMapTitle: 'Quanto cada hora se afasta do esperado',
    heatMapDescription: (told) =>
      told.length === 0
        ? 'Todas as horas estão na faixa normal.'
        : `Em porcentagem, onde é incomum: ${told.join(', ')}.`,
    heatMapKey: { below: 'abaixo', above: 'acima' },
    captions: {
      day: 'Faixa clara: o normal, onde ficam 95 de cada 100 horas comuns. Horas sombreadas: incidentes. Área entre o esperado e as vendas: o que se perdeu ou veio a mais.',
      timeline: 'Barras cheias são vendas que diferem; barras vazadas, dados que faltam ou são duvidosos.',
      multiples: 'Linha: vendas. Faixa clara: o normal. Sombreado: incidentes. Todos os dias têm a mesma escala.',
      heatMap:
        'A cor diz quão improvável é o acaso, por isso a noite calma fica clara; os números são porcentagens, ou quantas vezes o esperado (4x). Um ponto: sem contagem.',
    },
  },

  conclusion: {
    nothingKnown: 'Nenhuma contagem deste dia é conhecida, então nada se pode dizer dele.',
    quiet: (seen, expected, isDayOver) =>
      `Nada de errado${isDayOver ? '' : ' até agora'}: ${seen} vendas${expected === null ? '' : `, eram esperadas ${expected}`}.`,
    of(matter, what) {
      const when = period(what);
      const soFar = what.isGoingOn ? ' até agora' : '';
      const likely = `(provavelmente de ${what.low} a ${what.high})`;
      const lost = `cerca de ${what.size} perdidas${soFar} ${likely}`;
      switch (matter) {
        case 'outage':
          return `${what.isNone ? 'Nenhuma venda' : 'Quase nenhuma venda'} ${when}: ${lost}.`;
        case 'drop':
        case 'spike':
        case 'level':
          return `Vendas ${difference(what)} ${when}: ${what.isLess ? lost : `cerca de ${what.size} a mais${soFar} ${likely}`}.`;
        case 'gap':
          return `Sem contagem ${when}: ninguém sabe se as vendas pararam.`;
        case 'unreadable':
          return 'Um arquivo não pôde ser lido, e as horas dele não foram verificadas.';
        case 'doubtful':
          return 'Um arquivo veio com dados duvidosos; o que é certo nele foi verificado.';
        case 'overdue':
          return 'Um arquivo não chegou a tempo, e as horas dele não puderam ser verificadas.';
      }
    },
    retracted: (sentence) => `Retirado, dados mais novos já não mostram isto: ${sentence}`,
    andMore: (sentence, others) =>
      `${sentence.slice(0, -1)}; além disso, ${others === 1 ? 'mais um incidente' : `mais ${others} incidentes`}.`,
  },

  day: {
    headings: {
      incidents: 'O que aconteceu, e por que dizemos isso',
      hours: 'Hora a hora',
      quality: 'Qualidade dos dados',
      raw: 'Números brutos',
      method: 'Como foi avaliado',
    },
    captions: {
      hours: 'Vendas por hora e o que era esperado',
      raw: 'Contagens e referências como estão nos arquivos',
      files: 'Os arquivos de onde vêm estas contagens',
    },
    seenOfExpected: (seen, expected) => `${seen} de ${expected} esperadas`,
    interval: (about, low, high) => `cerca de ${about} (provavelmente de ${low} a ${high})`,
    ofHours: (known, all) => `${known} de ${all}`,
    noCount: (ranges) => `Sem contagem para ${ranges}: desconhecido, o que não é zero.`,
    noComplaint: 'Todas as contagens devidas estão aqui, e nada nos arquivos é duvidoso.',
    landingAssumed:
      'Estas contagens foram lidas de arquivos em disco, e ninguém sabe quando teriam chegado. Supõe-se que cada um chegue quando o dia dele assentou; os momentos da percepção decorrem disso.',
    noIncident: 'Nenhum período deste dia difere do esperado além do que o acaso explica.',
    method: (detector) =>
      detector === 'classic'
        ? 'Avaliado pelas regras do estudo original, hora a hora, contra a média da semana passada.'
        : 'Cada período do dia foi comparado com as quatro referências, com o resto do dia e com os dias já aprendidos. A faixa normal contém 95 de cada 100 horas comuns; o intervalo de uma perda contém a verdade em 90 de cada 100 casos.',
    unnoticed: (sales) => `Três horas que costumam vender menos de ${sales} por hora poderiam parar sem ser notadas.`,
  },

  incident: {
    title: (id) => `Relatório do incidente ${id}`,
    headings: {
      summary: 'Resumo',
      timeline: 'Linha do tempo',
      impact: 'Impacto',
      detection: 'Detecção',
      evidence: 'Evidências',
      severity: 'Por que esta gravidade',
      actions: 'Ações tomadas',
      cause: 'Causa raiz',
      followUps: 'Próximos passos',
    },
    captions: {
      timeline: 'O que aconteceu e quando; hora local do checkout',
      evidence: 'As horas do incidente e as vizinhas',
    },
    events: {
      began: 'Começa a primeira hora do incidente',
      ended: 'Termina a última hora do incidente',
      fileLanded: 'Chega o arquivo',
    },
    reminder: (count) => `Lembrete ${count}`,
    silenced: 'silenciado, ninguém foi avisado',
    by: (name) => `por ${name}`,
    nobodyHeard: 'ninguém (silenciado)',
    lossShare: (percent) => `${percent} do esperado nestas horas`,
    impactOnDay: (seen, expected) => `No dia inteiro houve ${seen} vendas; eram esperadas ${expected}.`,
    impactUnknown: 'Desconhecido: onde faltam contagens, ninguém sabe o que foi vendido. Ainda não é uma perda.',
    lateFile: (waited, at) =>
      `Uma hora pode ser avaliada assim que termina e assenta: a primeira, desde ${at}. O arquivo que a contou chegou ${waited} depois.`,
    severity: severityInWords,
    severityOnRecord:
      'É a gravidade que está no registro. As regras de hoje sozinhas não a dão: ela é de uma parte anterior e pior do incidente, ou foi avaliada com outros ajustes.',
    acknowledgedBy: (name, at, why) => remarked(`${at}: ${name} assumiu`, why),
    closedBy: (name, at, note) => remarked(`${at}: ${name} disse que acabou`, note),
    verdictBy: (name, at, verdict, note) =>
      remarked(`${at}: ${name} avaliou o alerta como "${VERDICTS[verdict]}"`, note),
    nobodyActed: 'Ninguém o assumiu nem o encerrou no tillwatch.',
    blanks: {
      actions: 'A PREENCHER: o que foi feito, por quem, quando, e o que mudou',
      cause:
        'A PREENCHER: o que quebrou, por que podia quebrar, e como se sabe. As contagens mostram quando e quanto, não por quê.',
      followUps: 'A PREENCHER: o que fazer, quem, até quando',
    },
    stillOpen: 'Ainda está em andamento: acompanhe até o fim primeiro.',
    giveVerdict: (command) => `Diga se o alerta estava certo, para contar os falsos alarmes: ${command}`,
    hourlyExport: 'Exporte a cada hora: o mesmo incidente teria sido avisado logo depois de assentar a primeira hora.',
    fixFile: (codes) => `Corrija a exportação: ${codes}.`,
  },

  week: {
    title: (checkout, week) => `${checkout}, semana ${week}`,
    quiet: (days, seen, expected) =>
      `Nada de errado em ${counted(days, 'dia')}: ${seen} vendas${expected === null ? '' : `, eram esperadas ${expected}`}.`,
    wrong: (incidents, days, lost, share) =>
      `${counted(incidents, 'incidente')} em ${counted(days, 'dia')}: cerca de ${lost} vendas perdidas${share === null ? '' : `, ${share} do esperado`}.`,
    nothing: 'Nada está registrado para esta semana.',
    headings: { incidents: 'Incidentes', days: 'Dia a dia', quality: 'Qualidade dos dados' },
    captions: { incidents: 'Incidentes da semana, os piores primeiro', days: 'Totais por dia' },
    noIncident: 'Não houve incidentes.',
    ofDays: (known) => `${known} de 7`,
  },
};

const VERDICTS = { true: 'correto', expected: 'já esperado', 'false-alarm': 'falso alarme' };

function brazilianDate(date: string): string {
  return date.split('-').reverse().join('/');
}

function hours(startHour: number, endHour: number): string {
  const range = startHour === endHour ? hourLabel(startHour) : `${hourLabel(startHour)}–${hourLabel(endHour)}`;
  return daysUntilEnd(endHour) > 0 ? `${range} do dia seguinte` : range;
}

function howMuch(found: FoundIncident): string {
  if (!isSales(found)) return 'sem dados';
  const sales = number(Math.abs(found.expectedLost));
  return found.expectedLost < 0 ? `cerca de ${sales} a mais` : `cerca de ${sales} perdidas`;
}

function period({ isGoingOn, isWholeDay, from, to, daysLater }: ConcludedIncident): string {
  if (isWholeDay) return 'o dia todo';
  if (isGoingOn) return `desde ${from}`;
  return `das ${from} às ${to}${daysLater > 0 ? ' do dia seguinte' : ''}`;
}

function difference({ change, isLess }: ConcludedIncident): string {
  if (change === null) return 'onde nenhuma era esperada';
  if (change.endsWith('x')) return `${change.slice(0, -1)} vezes o esperado`;
  return `${change} ${isLess ? 'abaixo' : 'acima'} do esperado`;
}

function severityInWords(reason: SeverityReason): string {
  switch (reason.rule) {
    case 'outage-in-business':
      return `P1: as vendas pararam no horário comercial (${hours(reason.hours.from, reason.hours.to)}), e nele se perderam cerca de ${number(reason.lost)}, onde bastam ${number(reason.limit)}.`;
    case 'outage-elsewhere':
      return `P2: as vendas pararam, mas no horário comercial (${hours(reason.hours.from, reason.hours.to)}) se perderam menos de ${number(reason.limit)}: cerca de ${number(reason.lost)}. Por isso não acorda ninguém.`;
    case 'high-drop':
      return `P2: perderam-se ${number(reason.percent)}% num período que toca o horário comercial (${hours(reason.hours.from, reason.hours.to)}); a partir de ${number(reason.limit)}% é alta.`;
    case 'medium-drop':
      return `P3: perderam-se ${number(reason.percent)}%; a partir de ${number(reason.limit)}% é média a qualquer hora.`;
    case 'spike':
      return `P3: vendas ${number(reason.percent)}% acima do esperado; a partir de ${number(reason.limit)}% é média.`;
    case 'small':
      return 'P4: o acaso não explica, mas fica abaixo dos limites de P1 a P3.';
    case 'blind':
      return `P2: ${number(reason.limit)} ou mais horas comerciais estão sem dados; uma parada não seria vista.`;
    case 'gap':
      return 'P4: há horas sem dados, mas poucas horas comerciais seguidas para dizer que estamos às cegas.';
    case 'data':
      return reason.cause === 'doubtful'
        ? 'P4: o que pôde ser lido foi avaliado; a dúvida é para quem faz o arquivo.'
        : 'P3: sem o arquivo, as horas dele não podem ser verificadas.';
  }
}

function remarked(said: string, remark: string | null): string {
  return remark === null || remark === '' ? `${said}.` : `${said}: ${remark}`;
}

function counted(count: number, what: string): string {
  return count === 1 ? `um ${what}` : `${count} ${what}s`;
}

function sentences(...said: readonly string[]): string {
  return said.filter((sentence) => sentence !== '').join(' ');
}
