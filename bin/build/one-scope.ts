// All of a bundle within one function: V8 knows the constants of a function for what they are, those of a module it reads
// again at each use. Why: docs/decisions/0032-a-bundle-within-one-function.md.
import type { BuildOptions } from 'esbuild';

/** Some packages still call `require`, which ES modules don't have, and so do bundles of this kind. */
export const REQUIRE = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

/**
 * An ES module that exports `names` of the entry point, or is a program of its own without any. The entry point and what it
 * imports may not await at their top.
 */
export function inOneScope(
  names: readonly string[],
): Pick<BuildOptions, 'format' | 'globalName' | 'banner' | 'footer'> {
  return {
    format: 'iife',
    globalName: '__bundle',
    banner: { js: REQUIRE },
    ...(names.length > 0 && { footer: { js: `export const{${names.join(',')}}=__bundle;` } }),
  };
}
