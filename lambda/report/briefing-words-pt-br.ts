// Every Brazilian Portuguese word of the spoken briefing.
import type { BriefingWords } from './briefing-words.ts';

export const briefingWordsPtBr: BriefingWords = {
  weekdays: ['domingo', 'segunda-feira', 'terça-feira', 'quarta-feira', 'quinta-feira', 'sexta-feira', 'sábado'],
  clock(hour, minute) {
    const label = hour % 24;
    if (minute === 0 && label === 0) return 'meia-noite';
    if (minute === 0 && label === 12) return 'meio-dia';
    const hours = label === 1 ? '1 hora' : `${label} horas`;
    return minute === 0 ? hours : `${hours} e ${minute}`;
  },
  greeting: (day, from, to) => `Este é o turno de ${from} até ${to}, ${day}.`,
  quiet: 'Foi tranquilo: nada aberto, nada novo e nada encerrado.',
  counts: (open, opened, ended) =>
    `${open} ${open === 1 ? 'incidente aberto' : 'incidentes abertos'}, ${opened} ${opened === 1 ? 'novo' : 'novos'}, ` +
    `${ended} ${ended === 1 ? 'encerrado' : 'encerrados'}.`,
  incident: (severity, checkout, fact) => `Prioridade ${severity.slice(1)}, ${checkout}: ${fact}.`,
  fact: {
    noSales: (when) => `nenhuma venda ${when}`,
    hardlyAnySales: (when) => `quase nenhuma venda ${when}`,
    changed: (percent, isLess, when) =>
      percent === null
        ? `vendas que não eram esperadas ${when}`
        : `vendas ${percent} por cento ${isLess ? 'abaixo' : 'acima'} do esperado ${when}`,
    times: (multiple, when) => `vendas de ${multiple} vezes o esperado ${when}`,
    noData: (when) => `faltam dados ${when}`,
    unreadable: 'um arquivo não pôde ser lido',
    doubtful: 'um arquivo chegou com dados em dúvida',
    overdue: 'o arquivo não chegou a tempo',
  },
  since: (time, day) => `desde ${time}${onDay(day)}`,
  between: (from, to, day) => `de ${from} até ${to}${onDay(day)}`,
  allDay: (day) => `o dia todo${onDay(day)}`,
  lost: (sales, isGoingOn) =>
    `Cerca de ${sales} ${sales === '1' ? 'venda perdida' : 'vendas perdidas'}${isGoingOn ? ' até agora' : ''}.`,
  extra: (sales) => `Cerca de ${sales} a mais que o normal.`,
  isOnIt: (person) => `${person} está cuidando.`,
  nobodyIsOnIt: 'Ninguém está cuidando.',
  over: 'Já acabou.',
  retracted: 'Foi retirado: os dados mais novos não mostram mais.',
  more: (count) => `Mais ${count} ${count === 1 ? 'está' : 'estão'} na troca de turno por escrito.`,
  goodbye: 'Isso é tudo. Boa viagem.',
};

function onDay(day: string | null): string {
  return day === null ? '' : ` de ${day}`;
}
