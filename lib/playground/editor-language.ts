/**
 * How the editor's language service takes a learner's program: as Node does. The numbers are TypeScript's own (ESNext, Node, force).
 * Every file is a module, so that two which declare the same name do not meet. Without `checkJs` (not even false) what is reported
 * is what no JavaScript may hold, such as a name declared twice: types are there to be looked up, not to object.
 */
export const COMPILER_OPTIONS = {
  allowJs: true,
  allowNonTsExtensions: true,
  target: 99,
  module: 99,
  moduleResolution: 2,
  moduleDetection: 3,
  esModuleInterop: true,
  strict: true,
  lib: ['esnext'],
}

/** Advice of the language service on how code could be written otherwise: inferred types, CommonJS, promises, comments as types. */
export const STYLE_ADVICE = [7043, 7044, 7045, 7046, 7047, 7048, 7049, 7050, 80001, 80002, 80005, 80006, 80009, 80010]
