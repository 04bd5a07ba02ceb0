// The page before its script has run: first paint waits for nothing else.

/** A till with a pulse; inline, because a site on disk has no other files. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%230b5c74'/%3E%3Cpath d='M5 18h6l3-9 5 15 3-6h5' fill='none' stroke='%23fff' stroke-width='2.6' stroke-linejoin='round' stroke-linecap='round'/%3E%3C/svg%3E";

/** @param token by which the server knows this page again; base64url */
export function pageHtml(token: string): string {
  return pageFrame(
    `<meta name="tillwatch-token" content="${token}">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>`,
  );
}

/** @param head what loads style and script */
export function pageFrame(head: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>tillwatch</title>
<link rel="icon" href="${ICON}">
${head}
</head>
<body class="tw">
<div id="page"><p class="waiting">tillwatch&hellip;</p></div>
<noscript>tillwatch's dashboard needs JavaScript; <code>tillwatch incidents</code> in a terminal doesn't.</noscript>
</body>
</html>
`;
}
