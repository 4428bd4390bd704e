import type { Random } from './random.ts'

/** Numbers at which programs, and whoever watches them, go wrong. */
const EDGES = [
  -1,
  0,
  1,
  2,
  3,
  63,
  64,
  255,
  256,
  4095,
  4096,
  65535,
  65536,
  2 ** 20,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53,
  -(2 ** 31),
  1e9,
] as const
const SIGNALS = [
  'SIGKILL',
  'SIGSTOP',
  'SIGCONT',
  'SIGTERM',
  'SIGHUP',
  'SIGUSR1',
  'SIGUSR2',
  'SIGSEGV',
  'SIGXCPU',
  'SIGPIPE',
  'SIGALRM',
  'SIGCHLD',
] as const
const PLACES = [
  '__HOST_FILE__',
  '/etc/passwd',
  '/proc/self/environ',
  '/dev/shm/x',
  '/node_modules/express/index.cjs',
  '/app/x',
  '/tmp/x',
  '/bin/node',
  '/',
  '..',
  '/etc/hosts',
  '/crumbtrail/boot.cjs',
  '/dev/null',
  '/stamp',
] as const
const HOSTS = ['127.0.0.1', '::1', '0.0.0.0', '__HOST_ADDRESS__', '169.254.169.254', 'localhost', '255.255.255.255'] as const

export const edge = (random: Random): number => random.pick(EDGES)
const text = (value: string): string => JSON.stringify(value)
const path = (random: Random): string => text(random.pick(PLACES))

/** Something hostile to do, as a statement that needs no other and may throw. */
export type Move = (random: Random) => string

const files: Move[] = [
  (random) =>
    `for (const act of ['readFileSync', 'readdirSync', 'statSync', 'readlinkSync']) { try { if (String(fs[act](${path(random)})).includes('bait-')) console.log('ESCAPED', act) } catch {} }`,
  (random) =>
    `fs.writeFileSync(${path(random)}, Buffer.alloc(${random.below(1 << 20)}, ${random.below(256)}), { mode: ${random.below(0o7777)}, flag: ${text(random.pick(['w', 'a', 'wx', 'r+', 'as']))} })`,
  (random) =>
    `fs.${random.pick(['symlinkSync', 'linkSync', 'renameSync', 'copyFileSync', 'cpSync'])}(${path(random)}, '/${random.pick(['tmp', 'app'])}/n${random.below(9)}')`,
  (random) => `fs.rmSync(${text(random.pick(['/app', '/tmp', '/app/x', '/', '/etc']))}, { recursive: true, force: true })`,
  (random) =>
    `for (let i = 0; i < ${random.below(4000)}; i += 1) fs.mkdirSync('/tmp/' + 'd/'.repeat(i % ${1 + random.below(60)}) + i, { recursive: true })`,
  (random) => `fs.ftruncateSync(fs.openSync('/tmp/hole', 'a'), ${edge(random)})`,
  (random) => `process.chdir(${path(random)})`,
  (random) => `fs.${random.pick(['closeSync', 'fsyncSync', 'fstatSync'])}(${random.below(40)})`,
  (random) =>
    `fs.writeSync(${random.below(24)}, ${text(random.pick(['{"id":1}\n', '{"kind":"ready"}\n', '.', '\0'.repeat(100), 'x'.repeat(5000)]))})`,
]
const processes: Move[] = [
  (random) =>
    `spawn(process.execPath, ['-e', ${text(random.pick(['for (;;) {}', 'setInterval(() => {}, 9)', "process.kill(process.pid, 'SIGSTOP')", "require('child_process').fork(__filename)", 'process.abort()', "process.stdout.write('x'.repeat(1e6))"]))}], { detached: ${random.chance(0.5)}, stdio: ${text(random.pick(['ignore', 'inherit', 'pipe']))} }).on('error', () => {}).unref()`,
  (random) =>
    `for (let i = 0; i < ${random.below(80)}; i += 1) spawn(process.execPath, ['-e', 'setTimeout(() => {}, ${random.below(3000)})'], { stdio: 'ignore' }).on('error', () => {})`,
  (random) =>
    `new Worker(${text(random.pick(['for (;;) {}', 'process.exit(3)', "require('fs').writeSync(1, 'x'.repeat(300000))", 'const k = []; for (;;) k.push(new Array(1e5))', 'throw 1']))}, { eval: true }).on('error', () => {})`,
  (random) => `process.kill(${random.pick([-1, 0, 1, 2, 'process.pid', 'process.ppid', 99999, '__HOST_PID__'])}, ${text(random.pick(SIGNALS))})`,
  (random) => `process.${random.pick(['exit', 'reallyExit'])}(${edge(random)})`,
  (random) =>
    `process.execve(process.execPath, [process.execPath, '-e', ${text(random.pick(['for (;;) {}', 'process.exit(4)', "console.log('again')"]))}], process.env)`,
  (random) =>
    `process.on(${text(random.pick(['exit', 'beforeExit', 'uncaughtException', 'unhandledRejection', ...SIGNALS.slice(3)]))}, () => { ${random.pick(['for (;;) {}', 'throw 1', 'setTimeout(() => {}, 100)', 'process.exit(1)'])} })`,
  (random) => `syscall(${random.below(480)}, ${Array.from({ length: 6 }, () => (random.chance(0.3) ? text('/tmp/x\0') : edge(random))).join(', ')})`,
]
const memory: Move[] = [
  (random) => `for (let i = 0; i < ${random.below(400)}; i += 1) kept.push(Buffer.alloc(1 << 20, 1))`,
  (random) => `kept.push(new ${random.pick(['ArrayBuffer', 'SharedArrayBuffer', 'Uint8Array', 'Array'])}(${edge(random)}))`,
  () => 'for (;;) kept.push({ a: kept.length })',
  (random) => `kept.push(new WebAssembly.Memory({ initial: ${random.below(3000)}, maximum: 65536 }))`,
  (random) => `kept.push(zlib.gunzipSync(zlib.gzipSync(Buffer.alloc(${random.below(60) * 1024 * 1024}))))`,
  (random) => `JSON.parse(${text(random.pick(['[', '{"a":']))}.repeat(${random.below(1e6)}))`,
  (random) => `'x'.repeat(${random.below(40)}).match(/^(x+x+)+y$/)`,
]
const network: Move[] = [
  (random) =>
    `net.connect({ host: ${text(random.pick(HOSTS))}, port: ${random.pick(['__HOST_PORT__', 3000, 22, 3100, 'process.env.PORT || 1'])} }, function () { if (this.remotePort === __HOST_PORT__) console.log('ESCAPED') }).on('error', () => {})`,
  (random) =>
    `net.createServer((s) => s.on('error', () => {}).${random.pick(['destroy()', 'end("x")', 'pause()', 'resetAndDestroy()'])}).on('error', () => {}).listen(${random.pick(['process.env.PORT', '0', '3000', "'\\0crumbtrail-clock-2-3000'", "'/tmp/s'", '__HOST_PORT__'])})`,
  (random) =>
    `for (let i = 0; i < ${random.below(300)}; i += 1) net.connect(process.env.PORT || 3000).on('error', () => {}).write(Buffer.alloc(${random.below(1 << 18)}))`,
  (random) =>
    `dgram.createSocket('udp4').on('error', () => {}).send(Buffer.alloc(${random.below(70000)}), ${1 + random.below(65535)}, ${text(random.pick(HOSTS))}, () => {})`,
  (random) =>
    `net.connect({ path: ${text(random.pick(['\0crumbtrail-bait-__HOST_PORT__', '/run/docker.sock', '\0crumbtrail-clock-2-', '/tmp/s']))} }).on('error', () => {}).write('x')`,
  () => "inspector.open(0, '0.0.0.0')",
]
const output: Move[] = [
  (random) =>
    `process.std${random.pick(['out', 'err'])}.write(${text(random.pick(['x', '\n', '\u{1f600}', '{"type":"end","outcome":"finished"}\n', '\0', '\x1b[2J']))}.repeat(${random.below(200_000)}))`,
  (random) => `fs.writeSync(${1 + random.below(2)}, Buffer.from(${text(random.bytes(40).toString('base64'))}, 'base64'))`,
  () => 'for (;;) console.log(kept.length)',
  (random) => `process.stdout.${random.pick(['destroy()', 'end()', 'cork()', '_handle.setBlocking(false)'])}`,
  () => 'fs.readSync(0, Buffer.alloc(100))',
]
const runtime: Move[] = [
  (random) =>
    `Object.defineProperty(${random.pick(['Object', 'Array', 'Promise', 'Function', 'String', 'Map'])}.prototype, ${text(random.pick(['then', 'toString', 'get', 'call', 'type', 'length']))}, { get() { ${random.pick(['throw 1', 'return () => 0', 'return undefined'])} }, configurable: true })`,
  (random) =>
    `globalThis.${random.pick(['setTimeout', 'Date', 'JSON', 'Promise', 'performance', 'Buffer'])} = ${random.pick(['undefined', '() => 0', '{}'])}`,
  (random) => `for (let i = 0; i < ${random.below(200)}; i += 1) setInterval(() => kept.push(i), ${random.below(3)})`,
  (random) => `{ const until = performance.now() + ${random.below(1500)}; while (performance.now() < until) continue }`,
  () => 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)',
  (random) =>
    `v8.setFlagsFromString(${text(random.pick(['--max-old-space-size=4096', '--stack-size=60000', '--expose-gc', '--jitless', '--no-opt']))})`,
  (random) =>
    `process.env.${random.pick(['NODE_OPTIONS', 'CRUMBTRAIL_CLOCK', 'LD_PRELOAD', 'PATH', 'NODE_DEBUG'])} = ${text(random.pick(['--inspect', '{', '__HOST_FILE__', '', '--require=/tmp/x']))}`,
  () => 'throw new Error(kept.length)',
]

export const MOVES: readonly Move[] = [files, processes, memory, network, output, runtime].flat()

/** What the moves need, as CommonJS. */
export const PROLOGUE = `const fs = require('node:fs'), net = require('node:net'), dgram = require('node:dgram'), zlib = require('node:zlib'), v8 = require('node:v8'), inspector = require('node:inspector')
const { spawn } = require('node:child_process'), { Worker } = require('node:worker_threads'), { syscall } = require('./system-call.cjs')
const kept = []`
