// Fills sites, starts the real server on them, puts load on it and tells the figures. Started by bench/run.
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, readdirSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { withPostgres } from './postgres.mjs'

const options = { placesOnly: false, build: 'build/release', stores: [], sizes: [], seconds: 20, folder: tmpdir(), filled: '', sweep: true, write: false }
for (let i = 2; i < process.argv.length; i++) {
  const name = process.argv[i]
  if (name === '--quick') Object.assign(options, { sizes: [10_000], seconds: 5 })
  else if (name === '--write') options.write = true
  else if (name === '--no-sweep') options.sweep = false
  else if (name === '--places-only') options.placesOnly = true
  else if (name === '--build') options.build = process.argv[++i]
  else if (name === '--store') options.stores.push(process.argv[++i])
  else if (name === '--size') options.sizes.push(Number(process.argv[++i]))
  else if (name === '--seconds') options.seconds = Number(process.argv[++i])
  else if (name === '--folder') options.folder = process.argv[++i]
  else if (name === '--filled') options.filled = process.argv[++i]
  else {
    console.error(`bench/run: ${name} is not known; the head of bench/run tells what is`)
    process.exit(2)
  }
}
if (options.stores.length === 0) options.stores = ['sqlite', 'postgresql']
if (options.sizes.length === 0) options.sizes = [100_000, 1_000_000]

const seed = 20261122
const program = (name) => join(options.build, name)
const note = (text) => console.error(`${new Date().toTimeString().slice(0, 8)}  ${text}`)

const run = (name, ...args) => {
  const done = spawnSync(program(name), args, { encoding: 'utf8', maxBuffer: 64 << 20 })
  if (done.status !== 0) throw new Error(`${name} ${args.join(' ')}: ${done.stderr}${done.stdout}`)
  return done.stdout
}

const bytesUnder = (path) =>
  readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0)

// A SQLite site that was filled before by the same program: how long that took is in the fill.log beside it.
const filledSite = (folder, cases) => {
  const path = join(folder, 'site')
  const filled = /with (\d+) events in ([\d.]+) s/.exec(readFileSync(join(folder, 'fill.log'), 'utf8'))
  return { path, url: `sqlite:${join(path, 'data', 'huiyin.db')}`, cases, events: Number(filled[1]), fillSeconds: Number(filled[2]) }
}

const madeSite = async (folder, store, cases, ...more) => {
  const path = join(folder, 'site')
  const url = store.url ?? `sqlite:${join(path, 'data', 'huiyin.db')}`
  run('huiyin', 'init', path, '--store', url)
  note(`${store.kind}: filling ${cases} cases`)
  const told = run('fill', path, '--store', url, '--cases', String(cases), '--seed', String(seed), ...more)
  const filled = /with (\d+) events in ([\d.]+) s/.exec(told)
  await store.settle()
  return { path, url, cases, events: Number(filled[1]), fillSeconds: Number(filled[2]) }
}

const answersHealth = async (port) => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).status === 200
  } catch {
    return false
  }
}

const started = async (site) => {
  const port = 20_000 + Math.floor(Math.random() * 10_000)
  const begun = performance.now()
  const child = spawn(
    program('huiyin'),
    ['serve', site.path, '--store', site.url, '--listen', `127.0.0.1:${port}`, '--intake-limits', 'off'],
    { stdio: 'ignore' })
  while (!(await answersHealth(port))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    await pause(5)
  }
  return { child, port, startMs: performance.now() - begun }
}

const stopped = (server) =>
  new Promise((resolve) => {
    server.child.on('exit', resolve)
    server.child.kill('SIGTERM')
  })

const memoryMb = (server) => {
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8')
  const of = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024)
  return { anonymous: of('RssAnon'), resident: of('VmRSS') }
}

// One mode of the load client on the running server; its figures by kind of request.
const load = (server, site, mode, more = {}) => {
  const args = [mode, site.path, String(server.port), '--seconds', String(more.seconds ?? options.seconds)]
  if (more.rate) args.push('--rate', String(Math.round(more.rate)))
  args.push('--connections', String(more.connections ?? 64), '--seed', String(more.seed ?? 1))
  const told = JSON.parse(run('load', ...args))
  if (told.first_failure) note(`${mode}: first failure: ${told.first_failure}`)
  return told.kinds
}

const failures = (kinds) => Object.values(kinds).reduce((sum, kind) => sum + kind.failed, 0)
const per_s = (kinds, ...names) => names.reduce((sum, name) => sum + (kinds[name]?.per_s ?? 0), 0)
const whole = (number) => Math.round(number).toLocaleString('en-US')
const ms = (kind) => (kind ? `p50 ${kind.p50_ms} ms, p99 ${kind.p99_ms} ms` : 'not measured')

const measured = async (server, site, store) => {
  const rows = []
  const row = (what, budget, value) => {
    rows.push([what, budget, value])
    note(`${store.kind} ${site.cases}: ${what}: ${value}`)
  }
  const add = (what, budget, value, kinds) => {
    const failed = failures(kinds)
    row(what, budget, failed ? `${value} (${failed} failed)` : value)
  }
  const half = options.seconds / 2
  for (const [mode, rate, what, budget] of [
    ['queue', 100, 'queue page of a unit, 50 rows', 'p99 < 10 ms at 10 M'],
    ['case', 100, 'case page, any case', 'p99 < 10 ms at 10 M'],
    ['board', 100, 'boards by unit, street, category, day', '< 20 ms at 10 M'],
    ['search', 20, 'newest-20 text search', store.kind === 'sqlite' ? 'p99 < 20 ms at 10 M' : 'p99 < 60 ms at 10 M'],
  ]) {
    const kinds = load(server, site, mode, { rate, seconds: half })
    add(`${what}, ${rate}/s`, budget, ms(kinds[mode]), kinds)
  }
  const intake = load(server, site, 'intake', { connections: 128 })
  const most = per_s(intake, 'intake')
  add('intakes alone, as fast as they are answered', store.kind === 'sqlite' ? '6,000/s' : '4,000/s',
    `**${whole(most)}/s**, ${ms(intake.intake)}`, intake)
  const calm = load(server, site, 'intake', { connections: 256, rate: most / 2, seed: 2 })
  add('intake at half that load', 'p99 < 30 ms', `${whole(per_s(calm, 'intake'))}/s: ${ms(calm.intake)}`, calm)
  const events = (kinds) => per_s(kinds, 'intake', 'command')
  const burst = load(server, site, 'burst', { connections: 128, seed: 3 })
  add('the burst: 1 intake to 13 commands, 6 reads beside', store.kind === 'sqlite' ? '10,000 events/s' : '–',
    `**${whole(events(burst))} events/s** and ${whole(per_s(burst, 'status read', 'queue read'))} reads/s; command ${ms(burst.command)}`,
    burst)
  const writes = load(server, site, 'writes', { connections: 128, seed: 4 })
  add('the same without reads', '–', `${whole(events(writes))} events/s; command ${ms(writes.command)}`, writes)
  const calmBurst = load(server, site, 'burst', { connections: 256, seed: 5, rate: (events(burst) + per_s(burst, 'status read', 'queue read')) / 2 })
  add('the burst at half that load', 'p99 < 30 ms', `command ${ms(calmBurst.command)}; intake ${ms(calmBurst.intake)}`, calmBurst)
  return { rows, row }
}

const measureServer = async (store, cases) => {
  const folder = mkdtempSync(join(options.folder, 'huiyin-bench-'))
  try {
    const site = options.filled ? filledSite(options.filled, cases) : await madeSite(folder, store, cases)
    const mb = Math.round((store.bytes ? store.bytes() : bytesUnder(site.path)) / 1e6)
    let server = await started(site)
    const fresh = memoryMb(server)
    const { rows, row } = await measured(server, site, store)
    const after = memoryMb(server)
    await stopped(server)
    server = await started(site)
    row(`start until /healthz answers, ${whole(site.events / 1e3)} k events and more`, '< 5 s with 100 M events', `${Math.round(server.startMs)} ms`)
    await stopped(server)
    row('memory of the server: fresh; after all of the above', '< 500 MB at 10 M cases',
      `${fresh.anonymous} MB; ${after.anonymous} MB (resident with file pages ${after.resident} MB)`)
    row('filled by the bulk path', '–', `${whole(site.events)} events in ${whole(site.fillSeconds)} s (${whole(site.events / site.fillSeconds)}/s), ${mb} MB on disk`)
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const measureSweep = async (store) => {
  const folder = mkdtempSync(join(options.folder, 'huiyin-bench-'))
  const cases = Math.min(...options.sizes, 20_000)
  try {
    const site = await madeSite(folder, store, cases, '--open')
    const told = JSON.parse(run('sweep_bench', site.path, '--store', site.url))
    const shown = told.rounds.map((round) => `${round.due} due ${round.ms} ms`).join('; ')
    return [`one sweep, ${whole(cases)} cases open, in-process`, 'proportional to those due', shown]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// The places of a country: no server and no store, so processor time of one thread.
const measurePlaces = () => {
  const lines = (...args) => run('locate_bench', ...args).trim().split('\n').map((line) => JSON.parse(line))
  const rows = []
  let grids = 0
  const budget = (told) => {
    if (told.grids) return told.grids >= 2e6 ? '< 450 MB' : '–'
    return grids >= 2e6 ? '> 1 M/s a core' : '–'
  }
  for (const told of [...lines(), ...lines('--divisions')]) {
    if (told.grids) {
      grids = told.grids
      rows.push([`the tree of ${whole(grids)} grids`, budget(told), `${told.tree_mb} MB (${told.resident_mb} MB resident), built in ${told.build_cpu_s} s`])
    } else if (told.divisions) {
      grids = 0
      rows.push([`${whole(told.divisions)} divisions (CSV of ${told.csv_mb} MB)`, '–', `read and checked in ${told.read_cpu_s} s, tree in ${told.tree_cpu_s} s; ${told.tree_mb} MB`])
    } else {
      rows.push([`${told.what}${grids ? `, ${whole(grids)} grids` : ''}`, budget(told), `${whole(told.per_cpu_s)}/s, ${told.ns_each} ns each`])
    }
  }
  return rows
}

const environment = (postgres) => {
  const fsync = JSON.parse(run('load', 'fsync', options.folder))
  const told = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' }).stdout.trim().split('\n')[0]
  return [
    `- ${new Date().toISOString().slice(0, 10)}, commit ${told('git', 'rev-parse', '--short', 'HEAD')}, seed ${seed}, ${options.seconds} s a row`,
    `- ${cpus()[0].model}, ${cpus().length} cores (load client and, where used, PostgreSQL on the same), ${Math.round(totalmem() / 2 ** 30)} GB; Linux ${release()}`,
    `- a 4 KiB write with fdatasync on this disk: p50 ${fsync.p50_ms} ms, p99 ${fsync.p99_ms} ms`,
    `- ${told('g++', '--version')}; SQLite ${told('sqlite3', '--version').split(' ')[0]}${postgres ? `; ${postgres}` : ''}; load average before: ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}`,
    '- district: the plain sample (12 grids, 45 units); one server process, sqlite synchronous=FULL, PostgreSQL fsync and synchronous_commit on',
  ]
}

const table = (title, rows) =>
  [`#### ${title}`, '', '| what | budget | measured |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`), ''].join('\n')

const measureAll = async (stores, version) => {
  const told = [`### Measured ${new Date().toISOString().slice(0, 16)}Z`, '', ...environment(version), '']
  told.push(table('places, processor time of one thread', measurePlaces()))
  for (const store of stores) {
    const sweep = options.filled || !options.sweep ? null : await measureSweep(await store.fresh())
    for (const size of options.sizes) {
      const rows = await measureServer(await store.fresh(), size)
      if (sweep && size === options.sizes[0]) rows.push(sweep)
      told.push(table(`${store.kind}, ${whole(size)} cases`, rows))
    }
  }
  const text = `${told.join('\n')}\n`
  console.log(text)
  if (options.write) appendFileSync('docs/benchmarks.md', `\n${text}`)
}

const sqlite = { kind: 'sqlite', fresh: async () => ({ kind: 'sqlite', settle: async () => {} }) }
if (options.placesOnly) {
  await measureAll([], '')
} else if (options.stores.includes('postgresql')) {
  await withPostgres(options.folder, (postgres) =>
    measureAll(options.stores.map((kind) => (kind === 'sqlite' ? sqlite : postgres)), postgres.version))
} else {
  await measureAll([sqlite], '')
}
