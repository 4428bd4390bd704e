// Each check reads one run by the ids of the lab's steps, and holds when its function returns true.

const BY_HTTP = ['old-link', 'login-http', 'account-http']
const BY_HTTPS = ['front', 'login', 'account', 'debug']

const cookie = (run, step, name) => run.response(step).cookies.find((one) => one.name === name)
const secondsOfStay = (run, step) => Number(/max-age="?(\d+)/i.exec(run.response(step).header('Strict-Transport-Security') ?? '')?.[1])
const leadsTo = (run, step, address) => [301, 308].includes(run.response(step).status) && run.response(step).header('Location') === address

export const checks = [
  {
    id: 'session-cookie',
    title: 'The cookie sid stays off plain http and out of the reach of scripts',
    hint: 'Read the whole Set-Cookie line of the response to the sign-in: which words stand after the pair?',
    step: 'login',
    holds: (run) => cookie(run, 'login', 'sid').attributes.secure !== undefined && cookie(run, 'login', 'sid').attributes.httponly !== undefined,
  },
  {
    id: 'theme-cookie',
    title: 'The cookie theme stays off plain http, and scripts of the shop can read it',
    hint: 'Of the two flags, which one would keep the shop’s own script from choosing its colours?',
    step: 'front',
    holds: (run) => cookie(run, 'front', 'theme').attributes.secure !== undefined && cookie(run, 'front', 'theme').attributes.httponly === undefined,
  },
  {
    id: 'pages-by-http',
    title: 'A page asked for by http leads to the same page by https, for good',
    hint: 'Look at status and Location. Is the path still the one that was asked for, and will a browser remember the answer?',
    step: 'account-http',
    holds: (run) => leadsTo(run, 'old-link', 'https://shop.test/') && leadsTo(run, 'account-http', 'https://shop.test/account'),
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
    hint: 'Whatever these three responses hold, the whole network can read and change.',
    step: 'old-link',
    holds: (run) => BY_HTTP.every((step) => run.response(step).cookies.length === 0 && !/teapot/i.test(run.response(step).text)),
  },
  {
    id: 'open-door',
    title: 'No page hands the session to a script',
    hint: 'Compare the body of this response with the Cookie line of its request.',
    step: 'debug',
    holds: (run) => run.response('debug').status >= 400 && !run.response('debug').text.includes(cookie(run, 'login', 'sid').value),
  },
  {
    id: 'stay-on-https',
    title: 'Every response by https tells browsers to stay there, and none by http does',
    hint: 'There is one header for it, with a time in seconds. Browsers ignore it when it comes by http.',
    step: 'front',
    holds: (run) =>
      BY_HTTPS.every((step) => secondsOfStay(run, step) > 0) &&
      BY_HTTP.every((step) => run.response(step).header('Strict-Transport-Security') === undefined),
  },
  {
    id: 'orders',
    title: 'Alice still sees her teapot by https',
    hint: 'Which cookie did the sign-in give her, and does this request bring it?',
    step: 'account',
    holds: (run) => run.response('account').status === 200 && /teapot/i.test(run.response('account').text),
  },
]
