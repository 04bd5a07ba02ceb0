// What intake finds, in Brazilian Portuguese: a sentence for every code. The compiler misses one that isn't here.
// Long because it is a list, in the order of intake/findings.ts.
import type { Finding } from '../intake/checkout-day.ts';
import type { FindingCode } from '../intake/findings.ts';

const SENTENCES: Readonly<Record<FindingCode, string>> = {
  'key-ignored': 'o nome do objeto não é de um arquivo de dados',
  'empty-file': 'o arquivo está vazio; exporte de novo',
  'binary-content': 'o arquivo não é texto; salve como CSV em UTF-8',
  'archive-damaged': 'o gzip está cortado ou corrompido; envie de novo',
  'wrong-file-type': 'o arquivo é de outro tipo com nome de CSV; exporte como CSV',
  'too-large': 'o arquivo passa de um limite; divida o arquivo',
  'conflict-markers': 'há marcas de conflito de uma mesclagem; resolva e envie de novo',
  'quote-unclosed': 'uma aspa nunca fecha, e nada depois dela é confiável; feche ou duplique a aspa',
  'no-usable-rows': 'não há linha com contagem que se possa usar; exporte de novo',

  'header-not-found': 'nenhuma linha dá nome às colunas; ponha time,today,avg_last_week,… na primeira linha',
  'header-changed': 'um segundo cabeçalho muda a ordem das colunas; um arquivo, um cabeçalho',
  'column-missing': 'falta uma coluna necessária (time, today, avg_last_week) ou está escrita de outro jeito',
  'column-duplicated': 'duas colunas têm o mesmo significado; tire ou renomeie uma',
  'optional-column-missing': 'falta uma coluna opcional',
  'extra-column': 'há uma coluna desconhecida',
  'lines-before-header': 'há texto acima do cabeçalho',
  'comment-lines-ignored': 'há linhas de comentário, que não foram usadas',
  'header-repeated': 'o cabeçalho aparece de novo entre as linhas',
  'totals-row-ignored': 'há uma linha de totais, que não foi usada',

  'hour-unreadable': 'a célula de hora não é uma hora; escreva 00h a 23h',
  'hour-out-of-range': 'a hora não é uma de 00 a 23; escreva 00h a 23h',
  'hour-convention-ambiguous': 'as horas podem significar duas coisas; escreva 00h a 23h',
  'sub-hour-rows': 'há linhas de frações de hora; some as contagens por hora',
  'hour-does-not-exist': 'a mudança de horário pula essa hora; o valor não foi usado',
  'hour-running': 'a hora ainda não tinha terminado; o valor não foi usado',
  'hour-in-future': 'há vendas em uma hora que ainda não tinha começado; confira a data e o relógio de quem exporta',
  'no-hour-final-yet': 'o arquivo chegou antes do fim da primeira hora do dia',

  'duplicate-hour-identical': 'uma hora aparece duas vezes com valores iguais',
  'duplicate-hour-conflict':
    'uma hora aparece duas vezes com valores diferentes, e nenhum foi usado; deixe a linha certa',
  'missing-hours': 'faltam linhas de horas; exporte todas: ausente não é zero',
  'day-incomplete': 'a partir de uma hora não há contagens, embora essas horas já tivessem passado; exporte de novo',
  'row-too-short': 'uma linha tem menos campos que o cabeçalho; exporte de novo',
  'row-too-long': 'uma linha tem mais campos que o cabeçalho, talvez por uma vírgula dentro de um valor; ponha aspas',

  'value-absent': 'falta um valor; exporte-o: ausente não é zero',
  'reference-empty': 'uma coluna de comparação está vazia o dia todo',
  'value-invalid': 'uma célula não é um número; escreva só algarismos',
  'value-negative': 'uma contagem ou média está abaixo de zero; corrija a exportação',
  'value-out-of-range': 'um número está fora do que uma hora pode ter; corrija a exportação',
  'number-ambiguous': 'um número como 1.234 pode ser 1234 ou 1,234; escreva contagens sem separador',
  'scientific-notation': 'um número está em notação científica',
  'fractional-count': 'uma contagem não é inteira',

  'several-days': 'o arquivo tem várias datas',
  'date-mismatch': 'as linhas têm outra data que o nome do arquivo; valem as linhas',
  'date-ambiguous': 'uma data pode ser lida de dois jeitos; escreva AAAA-MM-DD',
  'date-unreadable': 'uma célula de data não é uma data; escreva AAAA-MM-DD',
  'date-conflict': 'a coluna de data e a data na coluna de hora diferem; corrija a linha',
  'key-date-unreadable': 'a data no nome do arquivo não é clara; escreva AAAA-MM-DD',
  'metadata-unreadable': 'a data nos metadados não é uma data; escreva AAAA-MM-DD',
  'date-in-future': 'a data é depois do dia em que o arquivo chegou; corrija a data',
  'date-uncertain':
    'nada diz a data, e os zeros do fim podem ser uma parada ontem ou horas que ainda vêm; ponha a data no nome',
  'checkout-absent': 'uma linha não diz o checkout, embora outras digam; preencha a coluna',
};

/** The first value that the finding quotes, as intake/shown.ts writes it. */
const QUOTED = /"(?:[^"\\]|\\.)*…?"/;

/** Place, sentence and the value it is about; the English message where a code is not intake's. */
export function findingPtBr({ code, line, column, message }: Finding): string {
  if (!Object.hasOwn(SENTENCES, code)) return message;
  const place = [line === null ? '' : `linha ${line}`, column === null ? '' : `coluna ${column}`].filter(Boolean);
  const [value] = QUOTED.exec(message) ?? [];
  const sentence = SENTENCES[code as FindingCode] + (value ? `: ${value}` : '');
  return place.length === 0 ? sentence : `${place.join(', ')}: ${sentence}`;
}
