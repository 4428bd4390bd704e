// exploit: begins in the year nothing, with sessions and tokens that count from 1970
// kind: lab
// clock: 0000-01-01T00:00:00Z
// steps: GET / | wait 1 | GET /
// exchange: none
// outcome: finished
// sees: "status":200
const session = require('express-session')
const app = require('express')()
app.use(session({ secret: 'x', resave: false, saveUninitialized: true, cookie: { maxAge: 1000 } }))
app.get('/', (req, res) => res.send(require('jsonwebtoken').sign({ a: 1 }, 'x', { noTimestamp: true })))
app.listen(process.env.PORT)
