// Requests made from the served document against the real program: nothing but 503 above 499, every JSON answer is what
// the document says, the server lives, and what it wrote afterwards still verifies.
//   FUZZ_SEED=… plays a run again, FUZZ_SECONDS=… (45) bounds it.
import { request as httpRequest, Agent } from 'node:http'
import { installed } from './lib/packages.mjs'
import { aReport, call, expect, finish, freshSite, run, signIn, start, stopped } from './lib/server.mjs'

installed('fast-check', 'ajv')
const { default: fc } = await import('fast-check')
const { default: Ajv } = await import('ajv/dist/2020.js')
const { ofBody, ofParameter, ofPicture, ofSchema } = await import('./lib/arbitrary.mjs')

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
const seconds = Number(process.env.FUZZ_SECONDS ?? 45)
console.log(`seed ${seed}`)

const site = freshSite('sqlite')
const server = await start(site, '--intake-limits', 'off')
const { body: document } = await call('GET', `${server.base}/openapi.json`)
const { body: definitions } = await call('GET', `${server.api}/definitions`)
const lifecycles = await Promise.all(definitions.lifecycles.map(async (name) => (await call('GET', `${server.api}/definitions/lifecycles/${name}`)).body))

const staff = []
for (const login of ['jieting', 'paidan', 'duban', 'shenji', 'anquan', 'h_urban', 'liutang', 'zhiyuan']) staff.push(await signIn(server, site, login))

// What the site knows, by the name of a member or parameter; grows while the run opens cases.
const opened = []
const known = {
  programme: definitions.programmes.map((one) => one.name),
  category: definitions.categories.map((one) => one.code),
  code: definitions.places.map((one) => one.code),
  unit: definitions.units.map((one) => one.code),
  command: [...lifecycles.flatMap((one) => one.moves.map((move) => move.name)), 'party.sign', 'party.done', 'note'],
  name: [...definitions.lifecycles, ...definitions.lifecycles.map((one) => `${one}.svg`)],
  choice: ['here', 'pass', 'solved', 'unsolved', 'upheld', 'done'],
  description: ['路灯不亮', '井盖松动，很危险', 'The lamp is broken'],
  phone: ['13800000000', '+86 138-0000-0000'],
  login: ['nobody', 'fuzz'], q: ['路灯', 'lamp'], role: ['handler', 'intake'],
  from: ['2026-01', '2026-11-22'], to: ['2027-01', '2026-11-22'], opened_from: ['2026-11-22', '2026-11-22T00:00:00+08:00'],
}
const alias = { street: 'code', community: 'code', grid: 'code', place: 'code', lead: 'unit', units: 'unit', parties: 'unit', parts: 'unit',
  holder: 'unit', party: 'unit', links: 'case_no', cases: 'case_no', related: 'case_no', parent: 'case_no', before: 'case_no' }
const words = (name) => {
  const key = alias[name] ?? name
  return key === 'case_no' ? opened.map((one) => one.case_no) : known[key] ?? []
}
const resolve = (reference) => reference.split('/').slice(1).reduce((at, key) => at[key], document)

for (let n = 0; n < 5; n++) opened.push((await call('POST', `${server.api}/cases`, aReport(n))).body)

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })))

// Who asks: nobody, one of the staff, somebody with a receipt, somebody with something that is none.
const credentials = (operation) => fc.oneof(
  fc.constant({}),
  // A session that is ended would only make the rest of the run poorer.
  ...(operation.operationId === 'sign_out' ? [] : [{ weight: 4, arbitrary: fc.nat().map((at) => staff[at % staff.length]) }]),
  // The receipt of the case the path names, as far as it is known; where it names none, of any.
  ...(operation.security.some((one) => Object.keys(one).length === 0) ? [{ weight: 3, arbitrary: fc.nat().map((at) => ({ holder: at })) }] : []),
  fc.constantFrom({ Authorization: 'Bearer' }, { Authorization: 'Bearer hyk_00' }, { Authorization: 'Basic eDp5' }, { Cookie: 'huiyin_session=x; ;=' },
    { 'Huiyin-Receipt': '' }, { 'Huiyin-Receipt': 'x'.repeat(3000) }))

const oddHeaders = fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, fc.constantFrom(
  { 'Accept-Language': 'en;q=nan, zh;q=-1, *' }, { 'Accept-Encoding': 'gzip' }, { 'Idempotency-Key': 'one' }, { 'Idempotency-Key': '' },
  { 'Idempotency-Key': '\xff\xfe' }, { 'If-None-Match': '*' }, { 'Content-Type': 'text/plain' }, { 'Content-Type': 'application/json; charset=utf-16' }, { Origin: 'null' }))

// Mostly what a resident would send, with a few members more: else hardly a body would open a case.
const bodyValue = (operation, schema) => {
  const any = ofSchema(schema, '', words, resolve)
  if (operation.operationId !== 'open_case') return any
  const likely = fc.tuple(fc.nat(99), any, fc.constantFrom('type', 'contact', 'category', 'channel', 'place', 'form', 'none')).map(
    ([n, value, member]) => ({ ...aReport(n), ...(value?.[member] === undefined ? {} : { [member]: value[member] }) }))
  return fc.oneof(any, { weight: 3, arbitrary: likely })
}

// What is done with a case on most days, with the version last seen.
const usual = [['note', { note: '已电话联系' }], ['endorse', {}], ['accept', { choice: 'here' }], ['triage', { category: '0106' }], ['dispatch', {}],
  ['dispatch', { lead: 'urban' }], ['sign', {}], ['start', {}], ['resolve', { reply: '已修好' }], ['claim', {}], ['withdraw', { why: '已经好了' }]]

const requestOf = (operation) => {
  const parameters = operation.parameters ?? []
  const valuesOf = (place) => fc.record(
    Object.fromEntries(parameters.filter((one) => one.in === place).map((one) => [one.name, ofParameter(one.schema, one.name, words, resolve)])),
    { requiredKeys: parameters.filter((one) => one.in === place && one.required).map((one) => one.name) })
  // A few parameters of many: one odd value is enough to be refused.
  const query = fc.tuple(valuesOf('query'), fc.func(fc.nat(9))).map(([values, draw]) => Object.fromEntries(
    Object.entries(values).filter(([name]) => draw(name) < 2 || parameters.find((one) => one.name === name).required)))
  const acts = operation.operationId !== 'run_command' ? fc.constant(undefined)
    : fc.oneof(fc.constant(undefined), fc.tuple(fc.nat(), fc.constantFrom(...usual)).map(([at, act]) => ({ at, act })))
  const content = operation.requestBody?.content ?? {}
  const schema = content['application/json']?.schema
  const type = Object.keys(content)[0] ?? 'application/json'
  return fc.record({
    operation: fc.constant(operation), path: valuesOf('path'), query, headers: credentials(operation), odd: oddHeaders, acts,
    extra: fc.oneof({ weight: 12, arbitrary: fc.constant('') }, fc.constantFrom('odd=1', 'limit', '%00', '%zz', 'limit=%ff', '&&&', '=')),
    type: fc.constant(type),
    body: schema ? ofBody(bodyValue(operation, schema)) : content[type] ? ofPicture : fc.constant(undefined),
  })
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const send = (sent) => {
  if (!sent.acts) return sendAs(sent)
  const one = opened[sent.acts.at % opened.length]
  const [command, form] = sent.acts.act
  const body = Buffer.from(JSON.stringify({ ...form, version: one.version }))
  return sendAs({ ...sent, path: { case_no: one.case_no, command }, body })
}
const sendAs = ({ operation, path, query, headers, odd, extra, type = 'application/json', body }) => new Promise((answered, failed) => {
  const target = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] || '-'))
  const search = [new URLSearchParams(query).toString(), extra].filter(Boolean).join('&')
  const { holder, ...plain } = headers
  const held = holder === undefined ? undefined : opened.find((one) => one.case_no === path.case_no) ?? opened[holder % opened.length]
  const receipt = held ? { 'Huiyin-Receipt': held.receipt, 'Huiyin-Case': held.case_no } : {}
  const typed = body ? { 'Content-Type': type, 'Content-Length': body.length } : {}
  const asked = httpRequest(`${server.base}${target}${search ? `?${search}` : ''}`,
    { method: operation.method, agent, headers: { ...typed, ...plain, ...receipt, ...odd } }, (answer) => {
      const told = { status: answer.statusCode, type: answer.headers['content-type'] ?? '', encoding: answer.headers['content-encoding'] }
      // A stream goes on for as long as one listens: its first word is the answer.
      if (told.type.startsWith('text/event-stream') && operation.method === 'GET') {
        answer.once('data', (bytes) => { answered({ ...told, bytes }); answer.destroy() })
        return
      }
      const chunks = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('end', () => answered({ ...told, bytes: Buffer.concat(chunks) }))
    })
  asked.on('error', failed)
  asked.end(body)
})

const ajv = new Ajv({ strict: false, validateFormats: false })
ajv.addSchema(document, 'document')
const validators = new Map()
const validatorOf = (operation, status, type) => {
  const response = operation.responses[status] ?? (status >= 400 ? operation.responses.default : undefined)
  if (!response?.content?.[type]) return undefined
  const pointer = response.content[type].schema.$ref
  if (!validators.has(pointer)) validators.set(pointer, ajv.getSchema(`document${pointer}`))
  return validators.get(pointer)
}

const statuses = new Map()
const reached = new Map() // operations that did what they are for
const check = (sent, answer) => {
  const { operation } = sent
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
  if (answer.status < 300) reached.set(operation.operationId, (reached.get(operation.operationId) ?? 0) + 1)
  const told = `${operation.method} ${operation.path} answered ${answer.status}`
  if (answer.status >= 500 && answer.status !== 503) throw new Error(`${told}: ${answer.bytes}`)
  if (answer.status < 400 && answer.status !== 304 && !operation.responses[answer.status]) throw new Error(`${told}, which is not documented`)
  if (!answer.type.includes('json') || answer.encoding) return
  const body = JSON.parse(answer.bytes.toString('utf8'))
  const validate = validatorOf(operation, answer.status, answer.type)
  if (!validate) throw new Error(`${told} with ${answer.type}, which is not documented`)
  if (!validate(body)) throw new Error(`${told}: ${ajv.errorsText(validate.errors)}: ${answer.bytes}`)
  const seen = body.version && opened.find((one) => one.case_no === body.case_no)
  if (seen) seen.version = body.version
  if (operation.operationId === 'open_case' && answer.status === 201 && body.receipt && opened.length < 500) opened.push(body)
}

const requests = fc.oneof(...operations.map((operation) => ({
  weight: ['run_command', 'open_case'].includes(operation.operationId) ? 8 : operation.operationId === 'sign_in' ? 1 : 2, arbitrary: requestOf(operation) })))
const details = await fc.check(fc.asyncProperty(requests, async (sent) => check(sent, await send(sent))),
  { seed, numRuns: 10_000_000, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false })

console.log(`${details.numRuns} requests; answers by status: ${[...statuses].sort().map(([status, count]) => `${status}:${count}`).join(' ')}`)
if (details.failed) console.log(fc.defaultReportMessage(details))
expect(!details.failed, 'every request is answered as the document says, none with a 5xx but 503', `seed ${seed}`)
console.log(`done: ${[...reached].sort().map(([name, count]) => `${name}:${count}`).join(' ')}`)
const behind = ['open_case', 'run_command', 'run_bulk', 'show_case', 'list_cases', 'search_cases', 'similar_cases']
expect(behind.every((name) => (reached.get(name) ?? 0) >= 5), 'the requests reached behind the doors')
expect((await call('GET', `${server.base}/healthz`)).status === 200, 'the server lives afterwards')
agent.destroy()
await stopped(server)
const verified = run('verify', site.path, '--store', site.store, '--json')
expect(verified.status === 0 && JSON.parse(verified.out).ok === true, 'what was written verifies', verified.out + verified.err)
site.remove()
finish()
