// The real program for a product test: a fresh site, a server that is started, killed and started again, staff sessions.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = process.env.HUIYIN ?? 'build/release/huiyin'

export const storeKinds = process.env.HUIYIN_TEST_POSTGRES ? ['sqlite', 'postgresql'] : ['sqlite']

// A database of its own for one site, so that tests never meet.
const freshDatabase = () => {
  const admin = new URL(process.env.HUIYIN_TEST_POSTGRES)
  const name = `site_${process.pid}_${Date.now()}`
  const made = spawnSync('psql', [admin.href, '-qc', `CREATE DATABASE ${name}`])
  if (made.status !== 0) throw new Error(`createdb: ${made.stderr}`)
  admin.pathname = `/${name}`
  return admin.href
}

export const run = (...args) => {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 << 20 })
  return { status: done.status, out: done.stdout, err: done.stderr }
}

// A site of the plain district, or as `how` says to init. `folder` may be given (a small disk); `remove` leaves nothing behind.
export const freshSite = (kind, folder = mkdtempSync(join(tmpdir(), 'huiyin-')), ...how) => {
  const path = join(folder, 'site')
  const store = kind === 'postgresql' ? freshDatabase() : `sqlite:${join(path, 'data', 'huiyin.db')}`
  const made = run('init', path, '--store', store, ...how)
  if (made.status !== 0) throw new Error(`init: ${made.err}${made.out}`)
  const passwords = new Map(
    readFileSync(join(path, 'data', 'demo_accounts.txt'), 'utf8').trim().split('\n').map((line) => line.split('\t')))
  return { path, store, passwords, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

// A test that breaks off leaves no server behind.
const running = new Set()
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))

// Starts the server and waits until it says where it listens. `said()` is all it wrote so far.
export const start = (site, ...more) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, ['serve', site.path, '--store', site.store, '--listen', '127.0.0.1:0', ...more])
    running.add(child)
    child.on('exit', () => running.delete(child))
    let said = ''
    const hear = (chunk) => {
      said += chunk
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)
      if (found) resolve({ child, said: () => said, base: `http://127.0.0.1:${found[1]}`, api: `http://127.0.0.1:${found[1]}/api/v1` })
    }
    for (const out of [child.stdout, child.stderr]) out.setEncoding('utf8').on('data', hear)
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })

export const stopped = (server, signal = 'SIGTERM') =>
  new Promise((resolve) => {
    if (server.child.exitCode !== null || server.child.signalCode !== null) return resolve()
    server.child.on('exit', () => resolve())
    server.child.kill(signal)
  })

export const call = async (method, url, body, headers = {}) => {
  const answer = await fetch(url, {
    method,
    headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
}

export const signIn = async (server, site, login) => {
  const answer = await call('POST', `${server.api}/sessions`, { login, password: site.passwords.get(login) })
  if (answer.status !== 201) throw new Error(`sign in ${login}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return { Authorization: `Bearer ${answer.body.token}` }
}

export const aReport = (n) => ({
  programme: 'snap_report',
  description: `第 ${n} 件：路灯不亮，夜里看不清路`,
  place: { lat: 41.305, lon: 123.7905 },
  category: '0106',
})

// Small reproducible random numbers; the seed is printed so that a failure can be played again.
export const seeded = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}

let passed = 0
let failed = 0
export const expect = (holds, sentence, detail = '') => {
  holds ? passed++ : failed++
  console.log(`${holds ? 'ok' : 'not ok'} - ${sentence}${holds || !detail ? '' : `: ${detail}`}`)
}
export const finish = () => {
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 && passed > 0 ? 0 : 1)
}
