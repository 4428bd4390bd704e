import localFont from 'next/font/local'

// What stands in until these have arrived is in `styles/fonts.css`: the adjustment of next/font knows Arial alone, and one weight of it.

/** Text and interface. The italic is a family of its own, so that only what nearly every page needs is preloaded. */
export const textFont = localFont({
  src: '../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  weight: '400 700',
  style: 'normal',
  display: 'swap',
  adjustFontFallback: false,
  variable: '--font-text',
})

export const italicFont = localFont({
  src: '../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-italic.woff2',
  weight: '400 700',
  style: 'italic',
  display: 'swap',
  adjustFontFallback: false,
  preload: false,
  variable: '--font-text-italic',
})

export const codeFont = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  style: 'normal',
  display: 'swap',
  adjustFontFallback: false,
  preload: false,
  variable: '--font-code',
})
