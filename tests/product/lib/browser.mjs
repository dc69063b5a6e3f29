// Debian's Chromium for a product test: pages that remember what went wrong in them, axe on every page, pictures.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { installed } from './packages.mjs'

installed('playwright-core', 'axe-core')
const { chromium } = await import('playwright-core')
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// Everything is awaited by what it shows; this only bounds a wait on a slow machine.
const patienceMs = 120_000

export const buildScreens = () => {
  const built = spawnSync('sh', ['scripts/build_web.sh'], { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`build_web: ${built.stdout}${built.stderr}`)
}

export const launch = (...more) =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', ...more] })

// A browser another program may lead by its debugging port.
export const debugged = async () => {
  const port = await freePort()
  return { browser: await launch(`--remote-debugging-port=${port}`), port }
}
const freePort = () => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address()
    probe.close(() => resolve(port))
  })
})

// A person's browser: `looks` { language, theme, large }, `keep` what lies in its local storage.
export const person = async (browser, { language = 'zh', theme = 'light', large = false, width = 360, keep = {}, point } = {}) => {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 740 : 900 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...(point ? { geolocation: { latitude: point.lat, longitude: point.lon }, permissions: ['geolocation'] } : {}),
  })
  context.setDefaultTimeout(patienceMs)
  const kept = { 'huiyin.language': language, 'huiyin.theme': theme, 'huiyin.size': large ? 'large' : 'normal', ...keep }
  await context.addInitScript((entries) => {
    for (const [name, value] of Object.entries(entries)) if (localStorage.getItem(name) === null) localStorage.setItem(name, value)
  }, kept)
  const page = await context.newPage()
  const faults = []
  // A call the server refuses, or a cut network, is told by the browser as a failed resource: expected only inside `refused`.
  let expecting = false
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    if (expecting && /Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(message.text())) return
    faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  const refused = async (act) => {
    expecting = true
    await act()
    expecting = false
  }
  return { context, page, faults, refused }
}

// What axe finds, WCAG 2.2 AA and its own best practices; one line a finding.
export const axe = async (page) => {
  await page.evaluate(axeSource)
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }))
  return {
    passes: result.passes.length,
    faults: result.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`)),
  }
}

// Pictures of the screens as WebP, packed by the browser itself; into HUIYIN_SCREENS, else beside the build.
export const album = async (browser, name) => {
  const folder = process.env.HUIYIN_SCREENS ?? join('build', 'screens')
  mkdirSync(folder, { recursive: true })
  const dark = await (await browser.newContext()).newPage()
  return async (page, title, fullPage = true) => {
    const png = (await page.screenshot({ fullPage, animations: 'disabled' })).toString('base64')
    const webp = await dark.evaluate(async (data) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
      const canvas = new OffscreenCanvas(picture.width, picture.height)
      canvas.getContext('2d').drawImage(picture, 0, 0)
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.72 })).arrayBuffer())
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    }, png)
    writeFileSync(join(folder, `${name}-${title}.webp`), Buffer.from(webp, 'base64'))
  }
}
