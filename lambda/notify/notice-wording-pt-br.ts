// Every Brazilian Portuguese word of storms, handoffs and the all-clear.
import type { NoticeWords } from './notice-wording.ts';

export const noticeWordingPtBr: NoticeWords = {
  storm: {
    headline: (joined, checkouts, isFirst) =>
      isFirst
        ? `tempestade: ${alerts(joined)} em ${checkoutsInWords(checkouts)}`
        : `tempestade continua: mais ${joined} em ${checkoutsInWords(checkouts)}`,
    summary: (joined, checkouts, total, isFirst) =>
      isFirst
        ? `Alertas demais em dez minutos para enviar um a um: são ${alerts(joined)} em ${checkoutsInWords(checkouts)}.`
        : `A tempestade continua: mais ${alerts(joined)} em ${checkoutsInWords(checkouts)}, ${total} até agora.`,
    next: 'Procure primeiro uma causa só: o provedor de pagamento, a rede, uma versão nova, a exportação. O que veio um a um antes também faz parte.',
  },

  handoff: {
    headline: (day, { open, opened, ended }) =>
      `troca de turno ${day}: ${counted(open, 'aberto')}, ${counted(opened, 'novo')}, ${counted(ended, 'encerrado')}`,
    summary: (day, timeZone, since) =>
      `Troca de turno de ${day}, ${timeZone}. Novos e encerrados contam desde ${since}.`,
    lists: {
      open: 'Abertos',
      opened: 'Novos',
      ended: 'Encerrados',
      gaps: 'Dados que faltam ou em dúvida',
      unattended: 'De olho: abertos sem ninguém cuidando',
      justEnded: 'De olho: encerrados há menos de duas horas',
    },
    nothing: 'nenhum',
    openedAt: (time) => `desde ${time}`,
    endedAt: (time) => `encerrado ${time}`,
    acknowledgedBy: (person) => `${person} está cuidando`,
    nobodyYet: 'ninguém está cuidando',
  },

  allClear: {
    clear: (checkouts) => `tudo bem: ${checkoutsInWords(checkouts)}, nenhum incidente aberto`,
    notClear: (incidents) => `nem tudo bem: ${counted(incidents, 'incidente')} ${ending(incidents, 'aberto')}`,
    summary: (day, timeZone) =>
      `Como estão as coisas em ${day}, ${timeZone}. Isto chega todo dia: quando não chegar, pergunte por quê.`,
    rows: { checkouts: 'Vigiados', heardFrom: 'Enviaram', open: 'Abertos', overdue: 'Atrasados' },
    heardLately: (checkouts) => `${checkouts} em 24 horas`,
    openBySeverity: (severity, count) => `${count} ${severity}`,
    none: 'nenhum',
    next: {
      clear: 'Nada. Todo checkout que se espera enviou seu arquivo.',
      notClear: 'Veja os incidentes abertos. Cada um já teve seu próprio alerta.',
    },
  },

  more: (count) => `e mais ${count}`,
  notice: (id) => `Aviso ${id}`,
};

function alerts(count: string): string {
  return counted(count, 'alerta');
}

function checkoutsInWords(count: string): string {
  return counted(count, 'checkout');
}

function counted(count: string, word: string): string {
  return `${count} ${ending(count, word)}`;
}

/** The word in the number that `count` asks for. */
function ending(count: string, word: string): string {
  return count === '1' ? word : `${word}s`;
}
