// The one stylesheet of a report's page, and its hash, by which a content security policy lets it in and nothing else.
import { CHART_STYLE } from './chart/palette.ts';

export const PAGE_STYLE: string = `${CHART_STYLE}
*{box-sizing:border-box}
body{margin:0;background:var(--tw-paper);color:var(--tw-ink);font:16px/1.5 system-ui,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:808px;margin:0 auto;padding:20px 24px 56px}
h1{font-size:1.3rem;line-height:1.3;margin:0 0 .5rem;overflow-wrap:anywhere}
h1 small{display:block;font-size:.9rem;font-weight:400;color:var(--tw-quiet)}
h2{font-size:1.1rem;line-height:1.3;margin:2.2rem 0 .6rem;padding-top:.9rem;border-top:1px solid var(--tw-rule)}
h3{font-size:1rem;line-height:1.4;margin:1.4rem 0 .4rem;overflow-wrap:anywhere}
p,ul,dl,figure,table{margin:0 0 1rem}
p,li,dd,figcaption{overflow-wrap:anywhere}td,th,caption{overflow-wrap:break-word}
.lead{font-size:1.2rem;line-height:1.4;font-weight:600;margin:0 0 1.2rem;padding:14px 16px;background:var(--tw-raised);border-left:5px solid var(--tw-quiet);border-radius:4px}
.severity{display:inline-block;min-width:2em;padding:.05em .4em;border-radius:4px;font-size:.85em;font-weight:700;line-height:1.4;text-align:center}
${['P1', 'P2', 'P3', 'P4', 'P5']
  .map(
    (p) => `.severity.${p}{background:var(--tw-${p});color:var(--tw-on-${p})}.lead.${p}{border-color:var(--tw-${p})}`,
  )
  .join('\n')}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:.8rem 1.5rem}
dt{color:var(--tw-quiet);font-size:.85rem}dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}
figcaption,caption{color:var(--tw-quiet);font-size:.85rem;text-align:left;padding:0 0 .4rem}
figcaption{padding:.4rem 0 0}
.narrow{display:none}.narrow svg{width:100%}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.28rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--tw-rule)}
th{font-weight:600}thead th{color:var(--tw-quiet);font-size:.8rem;border-bottom-color:var(--tw-quiet)}
.number{text-align:right;white-space:nowrap}thead .number{white-space:normal}tbody th{white-space:nowrap}
tr.wrong{background:var(--tw-raised)}
.blank{border:2px dashed var(--tw-quiet);border-radius:4px;padding:12px 16px;min-height:4.5rem;color:var(--tw-quiet)}
.actions{margin:0 0 1.5rem}
.actions form{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:.7rem 1rem;align-items:end;margin:0 0 1rem;padding:14px 16px;border:1px solid var(--tw-rule);border-radius:6px}
.actions label{display:grid;gap:.2rem;font-size:.85rem;color:var(--tw-quiet)}
.actions input,.actions select,.actions button{font:inherit;min-height:44px;padding:.4rem .6rem;border:1px solid var(--tw-quiet);border-radius:4px;background:var(--tw-paper);color:var(--tw-ink)}
.actions button{font-weight:600;background:var(--tw-ink);color:var(--tw-paper);cursor:pointer}
.actions form p{grid-column:1/-1;margin:0;font-size:.85rem;color:var(--tw-quiet)}
.actions a{color:inherit}.actions summary{min-height:44px;padding:.6rem 0;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--tw-expected);outline-offset:2px}
footer{margin-top:2.5rem;color:var(--tw-quiet);font-size:.85rem}
@media (max-width:559px){main{padding:14px 10px 40px}.wide{display:none}.narrow{display:block}th,td{padding:.28rem .3rem}.lead{font-size:1.08rem}dl{grid-template-columns:1fr 1fr}table{font-size:.82rem}thead th{hyphens:auto;padding:.28rem .2rem}
.blocks,.blocks caption,.blocks tbody,.blocks tr,.blocks td,.blocks tbody th{display:block}.blocks thead{position:absolute;clip-path:inset(50%)}
.blocks tr{padding:.5rem;border-bottom:1px solid var(--tw-rule)}.blocks th,.blocks td{border:0;padding:.1rem 0;text-align:left;white-space:normal;overflow-wrap:anywhere}
.blocks td:empty{display:none}.blocks td::before{content:attr(data-label) " ";color:var(--tw-quiet)}}
@media print{body{font-size:10.5pt}main{max-width:none;padding:0}.actions{display:none}.wide{display:block}.narrow{display:none}h2,h3{break-after:avoid}figure,tr,.lead,.blank{break-inside:avoid}.severity,.lead,svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}}`;

/** Base64 of the SHA-256 of `PAGE_STYLE`, kept here because browsers have no synchronous hash; a test holds the two together. */
export const PAGE_STYLE_HASH = 's4AuL9qE+7JGbUeg4qoZdB0yRW9JnxFuRT17/7qyxyM=';
