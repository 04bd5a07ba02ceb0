// Stylesheets that esbuild takes out of a script's imports and puts beside it.
declare module '*.css';
