import type { RetrieveDecision, StoreDecision } from '@crumbtrail/browser/jar/decision'
import { ATTRIBUTE_SENTENCES, RETRIEVE_SENTENCES } from '@crumbtrail/browser/reasons/jar-sentences'

/** Why a cookie goes or stays, in a sentence with its source; where it stays, what would let it go. */
export function retrieveWords({ code, section, outcome, change }: RetrieveDecision): string {
  return withSource(RETRIEVE_SENTENCES[code], section) + (outcome === 'withheld' && change ? ` ${asMarkdown(change.text)}` : '')
}

/** What is to be said of the line's attributes, and, where it was refused, what would let it in; empty when there is nothing. */
export function attributeWords({ outcome, attributes, change }: StoreDecision): string {
  const findings = attributes.map(({ code, section, text }) => `\`${text.replaceAll('`', "'")}\`: ${withSource(ATTRIBUTE_SENTENCES[code], section)}`)
  return [...findings, ...(outcome === 'refused' && change ? [asMarkdown(change.text)] : [])].join(' ')
}

/** A sentence with its source in brackets before the full stop. */
function withSource(sentence: string, section: string): string {
  return `${asMarkdown(sentence.replace(/\.$/, ''))} (${asMarkdown(sourceWords(section))}).`
}

/** A source as lessons write it. */
export function sourceWords(section: string): string {
  return section.replaceAll('RFC 6265bis', 'rfc6265bis').replace(/(§[\d.]+) step/g, '$1, step')
}

/** Plain words that stay so when they are read as Markdown, such as those of a name that begins with two underscores. */
export function asMarkdown(words: string): string {
  return words.replace(/[\\`*_{}[\]<>|#]/g, '\\$&')
}
