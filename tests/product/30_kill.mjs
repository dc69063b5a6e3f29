// kill -9 in a loop under load: every case that was answered with a receipt is there afterwards, on both stores.
import { aReport, call, expect, finish, freshSite, run, seeded, start, stopped, storeKinds } from './lib/server.mjs'

const seed = Number(process.env.SEED ?? Date.now() % 1e9)
console.log(`SEED=${seed}`)
const random = seeded(seed)
const rounds = 5
const clients = 16

// Posts reports until the server dies; keeps what was acknowledged.
const client = async (server, acknowledged, next) => {
  for (;;) {
    try {
      const answer = await call('POST', `${server.api}/cases`, aReport(next()))
      if (answer.status === 201) acknowledged.push({ case_no: answer.body.case_no, receipt: answer.body.receipt })
      else if (answer.status !== 503) throw new Error(`unexpected ${answer.status} ${JSON.stringify(answer.body)}`)
    } catch (error) {
      if (error instanceof TypeError) return
      throw error
    }
  }
}

// Kills the server once so many cases have been acknowledged.
const killAfter = (server, acknowledged, count) =>
  new Promise((resolve) => {
    const watch = setInterval(() => {
      if (acknowledged.length < count) return
      clearInterval(watch)
      stopped(server, 'SIGKILL').then(resolve)
    }, 2)
  })

for (const kind of storeKinds) {
  const site = freshSite(kind)
  const acknowledged = []
  let n = 0
  for (let round = 0; round < rounds; round++) {
    const server = await start(site, '--intake-limits', 'off')
    const clientsDone = Array.from({ length: clients }, () => client(server, acknowledged, () => ++n))
    await killAfter(server, acknowledged, acknowledged.length + 20 + Math.floor(random() * 200))
    await Promise.all(clientsDone)
  }
  const server = await start(site, '--intake-limits', 'off')
  let missing = 0
  for (const { case_no, receipt } of acknowledged) {
    const answer = await call('GET', `${server.api}/cases/${case_no}`, undefined, { 'Huiyin-Receipt': receipt })
    if (answer.status !== 200 || answer.body.case_no !== case_no) missing++
  }
  expect(missing === 0, `${kind}: none of ${acknowledged.length} acknowledged cases is lost in ${rounds} kills`, `${missing} missing`)
  await stopped(server)
  const verified = JSON.parse(run('verify', site.path, '--store', site.store, '--json').out)
  expect(verified.ok === true, `${kind}: verify holds after the kills`, JSON.stringify(verified.faults))
  expect(verified.taken >= acknowledged.length, `${kind}: the ledger counts them all`, `${verified.taken} taken`)
  site.remove()
}
finish()
