// exploit: fails in ways that tell a story: a message of megabytes, a stack that lies, an error that fails when it is shown
// outcome: exited output-cut
const error = new Error('x'.repeat(300_000))
Object.defineProperty(error, 'stack', { get() { throw new Error('{"type":"end","outcome":"finished"}') } })
Error.prepareStackTrace = () => { throw error }
process.on('uncaughtException', () => { throw error })
throw error
