import { formatBytes } from '#lib/playground/amount-words.ts'
import type { ExchangeView } from '#lib/playground/exchange-rules.ts'
import { type MessageView, parseHead, readableBody, wireText } from '#lib/playground/message-rules.ts'

type Props = { exchange: ExchangeView; isRaw: boolean; isStacked?: boolean }

/** Request and response, side by side where there is room, readable or as they were on the wire. */
export function ExchangeMessages({ exchange: { request, response, partial }, isRaw, isStacked = false }: Props) {
  const answer = response ?? partial
  return (
    <div className={`grid gap-x-6 gap-y-4 ${isStacked ? '' : '@2xl:grid-cols-2'}`}>
      <Message title="Request" message={request} isRaw={isRaw} />
      {answer ? <Message title={response ? 'Response' : 'What arrived'} message={answer} isRaw={isRaw} /> : null}
    </div>
  )
}

function Message({ title, message, isRaw }: { title: string; message: MessageView; isRaw: boolean }) {
  const cut = message.cut ? `Only the beginning was kept; there were ${formatBytes(message.bytes)} on the wire.` : null
  return (
    <div className="min-w-0">
      <h3 className="pb-1 text-sm font-semibold">
        {title} <span className="font-normal text-muted tabular-nums">{formatBytes(message.bytes)}</span>
      </h3>
      {isRaw ? <Text text={wireText(message)} label={`${title}, raw`} /> : <Readable title={title} message={message} />}
      {cut ? <p className="pt-1 text-sm text-bad">{cut}</p> : null}
    </div>
  )
}

function Readable({ title, message }: { title: string; message: MessageView }) {
  const { startLine, headers } = parseHead(message.head)
  return (
    <>
      <p className="font-mono text-xs font-semibold wrap-anywhere">{startLine}</p>
      <table className="my-1.5 w-full text-start font-mono text-xs">
        <caption className="sr-only">{`${title} headers`}</caption>
        <tbody>
          {headers.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: headers may repeat, and their order is the wire's
            <tr key={index} className="align-baseline">
              <th scope="row" className="py-0.5 pe-3 text-start font-normal whitespace-nowrap text-network">
                {name}
              </th>
              <td className="w-full py-0.5 wrap-anywhere">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {message.bodyKind === 'empty' ? <p className="text-sm text-muted">No body.</p> : <Text text={readableBody(message)} label={`${title} body`} />}
      {message.bodyKind === 'binary' ? <p className="pt-1 text-sm text-muted">Not text: the bytes in hexadecimal.</p> : null}
    </>
  )
}

function Text({ text, label }: { text: string; label: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group, since there are as many as messages: too many for landmarks
    <div
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className="max-h-72 overflow-auto rounded-md border border-line bg-raised px-2.5 py-2"
    >
      <pre className="font-mono text-xs whitespace-pre-wrap wrap-anywhere">{text}</pre>
    </div>
  )
}
