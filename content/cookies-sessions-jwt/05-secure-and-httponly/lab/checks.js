// Each check reads one run by the ids of the lab's steps, and holds when its function returns true.

/** Every exchange of the run, those on the way of a redirect too. */
const all = (run) =>
  ['front', 'login', 'script-asks', 'script-uses', 'old-link', 'newcomer', 'login-http', 'account'].flatMap((step) => run.exchanges(step))
const byHttp = (run) => all(run).filter(({ request }) => request.url.startsWith('http:'))
const byHttps = (run) => all(run).filter(({ request }) => request.url.startsWith('https:'))

/** Names of the cookies that a request carried. */
const carried = ({ request }) => (request.header('Cookie') ?? '').split('; ').map((pair) => pair.split('=')[0])
const isKept = (run, step, name) => run.cookies(step).set.some((one) => one.name === name && one.outcome !== 'refused')
const isShown = (run, name) => run.documentCookie('script-reads').split('; ').some((pair) => pair.startsWith(`${name}=`))
const staysOffHttp = (run, name) => byHttp(run).every((exchange) => !carried(exchange).includes(name))

const leadsTo = (run, step, address) => {
  const [{ request, response }] = run.exchanges(step)
  return request.url.startsWith('http:') && [301, 308].includes(response.status) && response.header('Location') === address
}
const secondsOfStay = ({ response }) => Number(/max-age="?(\d+)/i.exec(response.header('Strict-Transport-Security') ?? '')?.[1])

export const checks = [
  {
    id: 'session-cookie',
    title: 'The cookie sid stays off plain http and out of the reach of scripts',
    hint: 'Read the whole Set-Cookie line of the response to the sign-in: which words stand after the pair?',
    step: 'login',
    holds: (run) => isKept(run, 'login', 'sid') && !isShown(run, 'sid') && staysOffHttp(run, 'sid') && setWith(run, 'sid', 'secure'),
  },
  {
    id: 'theme-cookie',
    title: 'The cookie theme stays off plain http, and scripts of the shop can read it',
    hint: 'Of the two flags, which one would keep the shop’s own script from choosing its colours?',
    step: 'script-reads',
    holds: (run) => isKept(run, 'front', 'theme') && isShown(run, 'theme') && staysOffHttp(run, 'theme') && setWith(run, 'theme', 'secure'),
  },
  {
    id: 'pages-by-http',
    title: 'A page asked for by http leads to the same page by https, for good',
    hint: 'Look at status and Location. Is the path still the one that was asked for, and will a browser remember the answer?',
    step: 'old-link',
    holds: (run) => leadsTo(run, 'old-link', 'https://shop.test/account') && leadsTo(run, 'newcomer', 'https://shop.test/'),
  },
  {
    id: 'form-by-http',
    title: 'A form that was posted by http is refused with 403',
    hint: 'What the form held has been on the network already. Does the response say so, or does it send the form on?',
    step: 'login-http',
    holds: (run) => run.response('login-http').status === 403,
  },
  {
    id: 'nothing-by-http',
    title: 'No response by http sets a cookie or shows an order',
    hint: 'Whatever these responses hold, the whole network can read and change.',
    step: 'newcomer',
    holds: (run) => byHttp(run).length >= 3 && byHttp(run).every(({ response }) => response.cookies.length === 0 && !/teapot/i.test(response.text)),
  },
  {
    id: 'open-door',
    title: 'No page hands the session to a script',
    hint: 'Compare what the script could read here with the Cookie line of its request.',
    step: 'script-asks',
    holds: (run) => {
      const { status, text } = run.script('script-asks')
      const { value } = all(run).flatMap(({ response }) => response.cookies).find(({ name }) => name === 'sid')
      return status >= 400 && !text.includes(value)
    },
  },
  {
    id: 'stay-on-https',
    title: 'Every response by https tells browsers to stay there, and none by http does',
    hint: 'There is one header for it, with a time in seconds. Browsers ignore it when it comes by http.',
    step: 'front',
    holds: (run) =>
      byHttps(run).every((exchange) => secondsOfStay(exchange) > 0) &&
      byHttp(run).every(({ response }) => response.header('Strict-Transport-Security') === undefined),
  },
  {
    id: 'orders',
    title: 'Alice still sees her teapot by https, whatever the script has written',
    hint: 'Look at what became of the script’s assignment in the step before. Which flag would have refused it?',
    step: 'account',
    holds: (run) => run.response('account').status === 200 && /teapot/i.test(run.response('account').text),
  },
]

/** Whether every line that set the cookie had the flag. */
function setWith(run, name, flag) {
  const lines = all(run).flatMap(({ response }) => response.cookies).filter((cookie) => cookie.name === name)
  return lines.length > 0 && lines.every(({ attributes }) => attributes[flag] !== undefined)
}
