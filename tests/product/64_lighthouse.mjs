// What Lighthouse says of the pages a resident opens on a cheap phone: a simulated slow 4G line and a slowed processor.
// Accessibility is a property of the page and is held; performance is a measurement of this machine and is printed.
import { buildScreens, debugged } from './lib/browser.mjs'
import { installed } from './lib/packages.mjs'
import { aReport, call, expect, finish, freshSite, start, stopped } from './lib/server.mjs'

installed('lighthouse')
const { default: lighthouse } = await import('lighthouse')

buildScreens()
const site = freshSite('sqlite')
const server = await start(site, '--intake-limits', 'off')
const made = await call('POST', `${server.api}/cases`, aReport(1))
const { browser, port } = await debugged()

const pages = { home: '/', report: '/report', case: `/c/${made.body.case_no}`, board: '/board' }
const percent = (category) => Math.round(category.score * 100)
const seconds = (audit) => `${(audit.numericValue / 1000).toFixed(1)} s`
for (const [name, path] of Object.entries(pages)) {
  const { lhr } = await lighthouse(server.base + path, {
    port, output: 'json', logLevel: 'error', maxWaitForFcp: 120_000, maxWaitForLoad: 180_000, onlyCategories: ['performance', 'accessibility', 'best-practices'],
  })
  if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`)
  const { performance, accessibility, 'best-practices': practices } = lhr.categories
  const { audits } = lhr
  console.log(`${name}: performance ${percent(performance)}, accessibility ${percent(accessibility)}, best practices ${percent(practices)};`
    + ` first paint ${seconds(audits['first-contentful-paint'])}, largest ${seconds(audits['largest-contentful-paint'])},`
    + ` blocked ${Math.round(audits['total-blocking-time'].numericValue)} ms, shift ${audits['cumulative-layout-shift'].numericValue.toFixed(3)},`
    + ` ${Math.round(audits['total-byte-weight'].numericValue / 1024)} KB`)
  const faults = Object.values(accessibility.auditRefs).filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
  expect(percent(accessibility) >= 95, `${name}: accessibility is at least 95`, faults.map(({ id }) => id).join(', '))
}

await browser.close()
await stopped(server)
site.remove()
finish()
