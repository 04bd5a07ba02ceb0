// Every Brazilian Portuguese word on why there is an incident.
import type { NationalHoliday } from '../detect/holidays-brazil.ts';
import { findingPtBr } from './finding-pt-br.ts';
import type { WhyWords } from './why-wording.ts';

export const whyWordingPtBr: WhyWords = {
  expected: (expected, observed, from, to) =>
    `eram esperadas cerca de ${sales(expected)} de ${from} a ${to} e ${observed === '1' ? 'veio 1' : `vieram ${observed}`}`,
  reference({ reference, days }) {
    switch (reference) {
      case 'yesterday':
        return 'ontem';
      case 'same-weekday':
        return days === 1 ? 'o mesmo dia da semana passada' : `este dia da semana em ${days} semanas`;
      case 'rest-of-week':
        return 'o resto da semana';
      case 'rest-of-month':
        return 'o resto do mês';
    }
  },
  off: (reference, percent, isLess) => `${reference} (${percent} ${isLess ? 'a menos' : 'a mais'})`,
  list: (names) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} e ${names.at(-1)}`),
  stances: {
    agrees: (names, count) => `${names} ${count === 1 ? 'concorda' : 'concordam'} com isso`,
    differs: (names, count) => `${names} ${count === 1 ? 'difere' : 'diferem'}`,
    'set-aside': (names, count) =>
      count === 1
        ? `${names} foi deixado de lado por não se parecer com os outros`
        : `${names} foram deixados de lado por não se parecerem com os outros`,
  },
  restOfDay: (percent, isLess) => `o resto do dia está ${percent} ${isLess ? 'abaixo' : 'acima'} das referências`,
  afterOutage: (until) => `vieram logo que uma parada acabou às ${until}, e podem ser as vendas que ela segurou`,
  impossibleAverage: {
    week: 'a média da semana é menor do que seus próprios dias permitem, então o resto da semana não diz nada',
    month: 'a média do mês é menor do que sua última semana permite, então o mês foi tomado inteiro',
  },
  specialDay: (name) => `hoje é ${name}, então mais variação é aceita`,
  leftOut: (reference, because) => {
    const isClosed = because.was === 'closed';
    const part = isClosed && !because.isAllDay ? ' por parte do dia' : '';
    return `${SINGLE_DAYS[reference]} ficou de fora porque ${isClosed ? `fechou${part}` : `foi ${because.name}`}`;
  },
  holiday: (name) => (Object.hasOwn(HOLIDAYS, name) ? HOLIDAYS[name as NationalHoliday] : name),

  weekAverage: (average, observed, percent) =>
    `a média da última semana era ${average} e ${observed === '1' ? 'veio 1' : `vieram ${observed}`}: ${percent}`,
  closed: (observed) =>
    `${observed === '1' ? 'houve 1 venda' : `houve ${observed} vendas`} em horas em que o checkout está fechado`,

  missingHours: (hours) => `falta a contagem de ${hours}`,
  finding: findingPtBr,
  others: ({ count, of }) => ` (e mais ${count}${of === 'days' ? ' dias deste arquivo' : ''})`,
  overdue(date, by, basis) {
    switch (basis) {
      case 'set':
        return `o arquivo de ${date} era esperado até ${by} (expectedBy)`;
      case 'first':
        return `o primeiro arquivo de ${date} deveria ter chegado até ${by}, a julgar por quando os outros chegaram`;
      case 'next':
        return `o próximo arquivo de ${date} deveria ter chegado até ${by}, a julgar pelo ritmo em que chegam`;
    }
  },
  daysAfter: (time, days) => `${time} ${days === 1 ? 'do dia seguinte' : `de ${days} dias depois`}`,
};

const SINGLE_DAYS = { yesterday: 'ontem', 'same-weekday': 'o mesmo dia da semana passada' } as const;

const HOLIDAYS: Readonly<Record<NationalHoliday, string>> = {
  "New Year's Day": 'Ano-Novo',
  'Carnival Monday': 'segunda-feira de Carnaval',
  'Carnival Tuesday': 'terça-feira de Carnaval',
  'Good Friday': 'Sexta-feira Santa',
  'Easter Sunday': 'domingo de Páscoa',
  Tiradentes: 'Tiradentes',
  'Labour Day': 'Dia do Trabalho',
  'Corpus Christi': 'Corpus Christi',
  'Independence Day': 'Dia da Independência',
  'Our Lady of Aparecida': 'Nossa Senhora Aparecida',
  "All Souls' Day": 'Finados',
  'Republic Day': 'Proclamação da República',
  'Black Awareness Day': 'Dia da Consciência Negra',
  'Christmas Day': 'Natal',
};

function sales(count: string): string {
  return count === '1' ? '1 venda' : `${count} vendas`;
}
