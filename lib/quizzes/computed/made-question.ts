/** A question that was computed: the situation and all texts in Markdown, at least one option right and at least one not. */
export type MadeQuestion = {
  situation: string
  options: { text: string; isRight: boolean; why: string }[]
  /** What came of it, to stand before what the author says of the rule; may be empty. */
  explanation: string
}
