// A disk that fills up: new work is refused with 503, nothing acknowledged is lost, and it recovers without hands.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aReport, call, expect, finish, freshSite, run, start, stopped } from './lib/server.mjs'

const folder = mkdtempSync(join(tmpdir(), 'huiyin-disk-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]).status === 0
expect(mounted, 'a small disk can be mounted for this test (it needs root)')
if (!mounted) finish()

const site = freshSite('sqlite', folder)
const server = await start(site, '--intake-limits', 'off')
const acknowledged = []
const report = () => call('POST', `${server.api}/cases`, aReport(acknowledged.length))

// Leave little room, then take cases until the disk is full.
const ballast = join(folder, 'ballast')
const free_kb = () => Number(spawnSync('df', ['--output=avail', '-k', folder], { encoding: 'utf8' }).stdout.split('\n')[1])
writeFileSync(ballast, Buffer.alloc(Math.max(0, free_kb() - 1024) * 1024, 1))
let refused
while (!refused && acknowledged.length < 20000) {
  const answers = await Promise.all(Array.from({ length: 8 }, report))
  for (const answer of answers) {
    if (answer.status === 201) acknowledged.push(answer.body)
    else refused ??= answer
  }
}
expect(refused?.status === 503, 'a full disk refuses new work with 503', JSON.stringify(refused))
expect(Number(refused?.headers.get('retry-after')) > 0, 'and says when to try again')
const old = await call('GET', `${server.api}/cases/${acknowledged[0].case_no}`, undefined, { 'Huiyin-Receipt': acknowledged[0].receipt })
expect(old.status === 200, 'cases can still be read', String(old.status))

rmSync(ballast)
let again = await report()
for (let tries = 0; again.status === 503 && tries < 50; tries++) again = await report()
expect(again.status === 201, 'it recovers without hands once there is room', JSON.stringify(again.body))
acknowledged.push(again.body)

let missing = 0
for (const { case_no, receipt } of acknowledged) {
  const answer = await call('GET', `${server.api}/cases/${case_no}`, undefined, { 'Huiyin-Receipt': receipt })
  if (answer.status !== 200) missing++
}
expect(missing === 0, `none of ${acknowledged.length} acknowledged cases is lost`, `${missing} missing`)
await stopped(server)
const verified = JSON.parse(run('verify', site.path, '--store', site.store, '--json').out)
expect(verified.ok === true, 'verify holds afterwards', JSON.stringify(verified.faults))
spawnSync('umount', [folder])
rmSync(folder, { recursive: true, force: true })
finish()
