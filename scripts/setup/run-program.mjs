import { spawn } from 'node:child_process'
import { say } from './say.mjs'

const SAY_AGAIN_MS = 15_000

/** Runs a program to its end, saying now and then that it still goes on; resolves to its exit code and its whole output. */
export function runProgram(what, command, args, env = {}) {
  return new Promise((resolve) => {
    const began = Date.now()
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32', env: { ...process.env, ...env } })
    const timer = setInterval(() => say(`… ${what} (${Math.round((Date.now() - began) / 1000)} s)`), SAY_AGAIN_MS)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    const end = (code) => {
      clearInterval(timer)
      resolve({ code, output: output.trim(), seconds: Math.round((Date.now() - began) / 1000) })
    }
    child.on('error', (error) => {
      output += error.message
      end(1)
    })
    child.on('close', (code, signal) => (signal ? process.exit(130) : end(code)))
  })
}
