// Every Brazilian Portuguese word that chats and pagers have beyond the alert's own.
import type { ChannelWords } from './channel-wording.ts';

const LINKS: Readonly<Record<string, string>> = {
  view: 'Abrir o relatório',
  dashboard: 'Abrir o painel',
  runbook: 'Abrir o runbook',
};

export const channelWordingPtBr: ChannelWords = {
  rows: {
    duration: 'Duração',
    onIt: 'Cuidando',
    nextNews: 'Próxima notícia',
    incident: 'Incidente',
    notice: 'Aviso',
  },
  lists: { storm: 'Alertas', allClear: 'Como estão as coisas' },
  duration: (hours, isGoingOn) => `${hours === 1 ? '1 hora' : `${hours} horas`}${isGoingOn ? ' até agora' : ''}`,
  nobodyYet: 'ninguém ainda',
  nextReminder: (time) => `um lembrete às ${time}, se ninguém assumir`,
  nextWithChange: 'quando piorar, no máximo uma por hora; e quando acabar',
  link: (name) => LINKS[name] ?? name,
  message: {
    opened: 'Novo',
    updated: 'Atualização',
    escalated: 'Mais urgente',
    acknowledged: 'Assumido',
    resolved: 'Resolvido',
    retracted: 'Retirado',
    reminder: 'Lembrete',
    storm: 'Tempestade',
    handoff: 'Troca de turno',
    'all-clear': 'Palavra do dia',
  },
};
