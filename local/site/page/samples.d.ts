// Files that esbuild puts into the script as text.
declare module '*.csv' {
  const text: string;
  export default text;
}
