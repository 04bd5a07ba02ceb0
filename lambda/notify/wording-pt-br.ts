// Every Brazilian Portuguese word that an alert says. Written for somebody who is woken by it: short, plain, the fact first.
import { noticeWordingPtBr } from './notice-wording-pt-br.ts';
import { whyWordingPtBr } from './why-wording-pt-br.ts';
import type { ChangeWords, Period, Wording } from './wording.ts';

export const wordingPtBr: Wording = {
  decimalMark: ',',
  date: (iso) => iso.split('-').reverse().join('/'),
  unnamed: '(sem nome)',

  headline: {
    allDay: 'dia todo',
    at: (hour) => `${isOne(hour) ? 'à' : 'às'} ${hour}`,
    since: (hour) => `desde ${hour}`,
    hours: (first, last) => `${first}–${last}`,

    noSales: (when) => `sem vendas ${when}`,
    hardlyAnySales: (when) => `mal vendeu ${when}`,
    salesChanged: (change, when) => `vendas ${change} ${when}`,
    unexpectedSales: (when) => `vendas extras ${when}`,
    noData: (when) => `sem dados ${when}`,
    fileUnreadable: 'arquivo ilegível',
    doubtfulData: 'dados duvidosos',
    fileOverdue: 'arquivo atrasado',

    history: (fact) => `antes: ${fact}`,
    over: (fact) => `fim: ${fact}`,
    fileInOrder: 'arquivo em ordem de novo',
    noLongerOverdue: 'não está mais atrasado',
    retracted: 'retirado',
    acknowledged: 'assumido',
    about: (fact) => ` (${fact})`,

    lost: (sales) => `, cerca de ${sales} ${sales === '1' ? 'perdida' : 'perdidas'}`,
    extra: (sales) => `, cerca de ${sales} a mais`,
    overNow: ', já acabou',
    update: ', atualização',
    reminder: (count) => `, lembrete ${count}`,
    was: (severity) => `, era ${severity}`,
    wasOn: (severity, date) => `, foi ${severity} em ${date}`,
  },

  body: {
    what(matter, checkout, period, change) {
      const time = periodInWords(period);
      switch (matter) {
        case 'outage':
          return `${change.isNone ? 'Nenhuma venda' : 'Quase nenhuma venda'} em ${checkout} ${time}.`;
        case 'drop':
        case 'spike':
        case 'level':
          if (change.size === null) return `Vendas que não eram esperadas em ${checkout} ${time}.`;
          return `As vendas em ${checkout} ${period.isGoingOn ? 'estão' : 'ficaram'} ${comparison(change)} ${time}.`;
        case 'gap':
          return `Faltam dados de ${checkout} ${time}.`;
        case 'unreadable':
          return `Um arquivo de ${checkout} não pôde ser lido, e nenhuma hora dele foi verificada.`;
        case 'doubtful':
          return `Um arquivo de ${checkout} chegou com dados em dúvida.`;
        case 'overdue':
          return `Um arquivo de ${checkout} não chegou a tempo.`;
      }
    },
    lost: (count, { isGoingOn }) =>
      `Cerca de ${sales(count)} ${count === '1' ? 'perdida' : 'perdidas'}${isGoingOn ? ' até agora' : ''}.`,
    extra: (count, { isGoingOn }) => `Cerca de ${sales(count)} a mais${isGoingOn ? ' até agora' : ''}.`,
    preface: {
      updated: 'Atualização.',
      escalated: 'Agora é mais urgente.',
      acknowledged: 'Alguém está cuidando.',
      resolved: 'Acabou.',
      history: 'Já passou.',
    },
    reminder: (count) => `Lembrete ${count}.`,
    isOnIt: (name) => `${name} está cuidando.`,
    saysItIsOver: (name) => `${name} diz que acabou.`,
    retracted: (what) => `Retirado. Os dados mais novos não mostram mais o que foi avisado: "${what}"`,
    raised: (from, to) => `Subiu de ${from} para ${to}.`,
    historyNote: (severity) => `Foi ${severity} na época, e já tinha acabado há muito quando o arquivo chegou.`,

    rows: {
      checkout: 'Checkout',
      when: 'Quando',
      seen: 'Vendas',
      lost: 'Perda',
      extra: 'A mais',
      file: 'Arquivo',
      lastFile: 'Anterior',
      state: 'Situação',
      asOf: 'Visto em',
    },
    table: { hour: 'Hora', seen: 'Vendas', expected: 'Esperado', usual: 'Normal' },
    headings: {
      why: 'Por quê',
      next: 'O que fazer',
      act: 'Responder',
      further: 'Ver mais',
      history: 'Até aqui',
    },
    weekdays: ['dom', 'seg', 'ter', 'qua', 'qui', 'sex', 'sáb'],

    clockPeriod: ({ from, to, daysLater, isGoingOn }, timeZone) =>
      `${from} a ${to}${later(daysLater)}${isGoingOn ? ' até agora' : ''}, ${timeZone}`,
    seenOfExpected: (seen, expected) => `${sales(seen)}, ${expected} ${expected === '1' ? 'esperada' : 'esperadas'}`,
    interval: (about, low, high) => `cerca de ${about} (provável ${low} a ${high})`,
    state: {
      goingOn: 'continua',
      over: 'acabou',
      salesBack: 'acabou, as vendas voltaram',
      dataMissing: 'ainda faltam',
      dataBack: 'acabou, os dados chegaram',
      notPutRight: 'ainda não corrigido',
      putRight: 'acabou, foi corrigido',
      closed: 'encerrado por uma pessoa',
      notCome: 'ainda não chegou',
      noLongerOverdue: 'acabou, não está mais atrasado',
      retracted: 'retirado',
    },
    moreHours: (count) => `e mais ${count} horas`,
    silenceHint: 'TEXT diz o motivo.',
    verdictHint: 'VERDICT é true (certo), expected (esperado) ou false-alarm (alarme falso).',
    runbook: (place) => `Runbook: ${place}`,
    scoreHint: (checkout, date) => `FILE é o CSV de ${checkout}, ${date}.`,
    transitions: {
      opened: 'aberto',
      updated: 'atualizado',
      escalated: 'elevado',
      acknowledged: 'assumido',
      resolved: 'resolvido',
      retracted: 'retirado',
    },
    changedAs: (change, severity) => `${change} como ${severity}`,
    reminded: (count) => `lembrete ${count}`,
    remark: (step, by, note) => `${step} (${[by && `por ${by}`, note].filter((said) => said !== '').join(': ')})`,
    silenced: (step) => `${step} (silenciado)`,
    moreChanges: (count) => `mais ${count}`,
    ids: (incident, alert) => [`Incidente ${incident}`, `Alerta ${alert}`],
  },

  nextStep: {
    outage:
      'Faça uma venda de teste agora. Se falhar, ligue para o plantão. Veja também o status do provedor de pagamento.',
    outageOver: 'Descubra o que parou, antes que aconteça de novo: uma versão nova, o provedor de pagamento, a rede.',
    drop: 'Faça uma venda de teste. Se falhar, ligue para o plantão. Se funcionar, veja quais pagamentos faltam.',
    dropOver: 'Descubra o que segurou as vendas nessas horas: pagamentos recusados, uma versão nova, o provedor.',
    spike: 'Veja se as vendas estão sendo contadas em dobro. Uma campanha ou um feriado também explica.',
    spikeOver: 'Veja se as vendas foram contadas em dobro. Uma campanha ou um feriado também explica.',
    level: 'Compare com outros checkouts. Se só este difere, pergunte o que mudou: preços, campanhas, pagamentos.',
    unreadable: 'Peça o arquivo de novo a quem envia. O original fica guardado como chegou.',
    gap: 'Peça a quem envia um arquivo com essas horas. Até lá, ninguém sabe se as vendas pararam.',
    doubtful: 'Confira o arquivo com a origem, corrija e envie de novo.',
    overdue:
      'Pergunte a quem envia se a exportação está rodando. Até chegar um arquivo, ninguém sabe se as vendas pararam.',
    acknowledged: 'Nada, a não ser que peçam sua ajuda.',
    resolved: 'Nada mais por agora.',
    retracted: 'Nada. Se estava trabalhando nisso, pode parar.',
    history: 'Nada urgente. Tenha em mente ao olhar para esse dia.',
  },

  why: whyWordingPtBr,
  notices: noticeWordingPtBr,
};

function periodInWords({ isGoingOn, isWholeDay, from, to, daysLater }: Period): string {
  if (isWholeDay) return 'o dia todo';
  if (isGoingOn) return `desde ${isOne(from) ? 'a' : 'as'} ${from}`;
  return `${isOne(from) ? 'da' : 'das'} ${from} ${isOne(to) ? 'à' : 'às'} ${to}${later(daysLater)}`;
}

/** One o'clock is singular: `da 01:00 às 03:00`, `à 01h`. */
function isOne(time: string): boolean {
  return time.startsWith('01');
}

function later(days: number): string {
  if (days === 0) return '';
  return days === 1 ? ' do dia seguinte' : ` de ${days} dias depois`;
}

function comparison({ size, isLess }: ChangeWords): string {
  if (size === null) return 'fora do esperado';
  if (size.unit === 'times') return `em ${size.value} vezes o esperado`;
  return `${size.value}% ${isLess ? 'abaixo' : 'acima'} do esperado`;
}

function sales(count: string): string {
  return count === '1' ? '1 venda' : `${count} vendas`;
}
