// Those who answer for the figures and those who keep the site, in a real browser against the real program: "why is this
// red?" from a figure to a case and its reasons, what leaves as a file, the map and the wall, the accounts; by everybody (axe in both languages and themes). Pictures are taken on the way.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { album, axe, buildScreens, launch, person } from './lib/browser.mjs'
import { call, expect, finish, freshSite, run, signIn, start, stopped } from './lib/server.mjs'

buildScreens()
const { strFromU8, unzipSync } = createRequire(new URL('../../web/package.json', import.meta.url))('fflate')
const site = freshSite('sqlite', undefined, '--sample')
const past = run('simulate', site.path, '--store', site.store, '--days', '40', '--seed', '1')
if (past.status !== 0) throw new Error(`simulate: ${past.err}`)
const server = await start(site, '--intake-limits', 'off')
const browser = await launch()
const picture = await album(browser, 'boards')

const passwordOf = new Map(site.passwords)
const enter = async (page, login) => {
  await page.getByLabel('账号', { exact: true }).fill(login)
  await page.getByLabel('密码', { exact: true }).fill(passwordOf.get(login))
  await page.getByRole('button', { name: '登录', exact: true }).click()
}
// Somebody at a desk: through the door, or with a session at hand.
const at = async (login, path, looks = {}) => {
  const somebody = await person(browser, { width: 1280, keep: { 'huiyin.signedIn': 'yes' }, ...looks })
  const data = { login, password: passwordOf.get(login) }
  await somebody.context.request.post(`${server.api}/sessions`, { data, headers: { Origin: server.base } })
  await somebody.page.goto(`${server.base}/console${path}`)
  return somebody
}
const ready = (page) => page.locator('h1').first().waitFor()
const shown = (page, text) => page.getByText(text, { exact: false }).first().waitFor()
const numbers = async (locator) => (await locator.allInnerTexts()).map((text) => Number.parseInt(text.split('\n')[0], 10))

// --- the leader: why is this red? -------------------------------------------------------------------------------------------
const leader = await person(browser, { width: 1280 })
const { page } = leader
await page.goto(`${server.base}/console/boards`)
await enter(page, 'quzhang')
await page.locator('table .sum').waitFor()
expect(new URL(page.url()).pathname === '/console/boards', 'after the door stands the page that was asked for')

const columns = await page.locator('.scroll > table thead tr').first().locator('th').count()
const sums = []
for (let column = 2; column <= columns - 2; column++) {
  const cells = await numbers(page.locator(`table tbody tr > :nth-child(${column})`))
  const [whole] = await numbers(page.locator(`table .sum > :nth-child(${column})`))
  if (cells.reduce((a, b) => a + b, 0) !== whole) sums.push(`column ${column}: ${cells} against ${whole}`)
}
expect(sums.length === 0, 'every column of the table adds up', sums.join('; '))
const identity = await page.locator('.identity').innerText()
const [taken, ...parts] = identity.match(/\d+/g).slice(0, 7).map(Number)
expect(identity.includes('相等') && taken === parts.reduce((a, b) => a + b, 0), 'the identity is printed and holds', identity)
await shown(page, '正是看板上的在办数')
expect(true, 'what is in hand adds up by age')

const red = page.locator('table tbody a.late').first()
const figure = Number(await red.innerText())
await red.click()
await page.getByText(`✓ 正是看板上的 ${figure} 件`).waitFor()
expect(await page.locator('table tbody tr').count() === figure, 'a red figure leads to exactly its cases')
await picture(page, 'figure-1280')
await page.locator('table tbody th a').first().click()
await page.getByText('为什么是这个类别、单位、时限').click()
await page.locator('dl.why').waitFor()
expect(/时限[\s\S]*前答复/.test(await page.locator('dl.why').innerText()), 'and a case says why it is whose and by when')
await picture(page, 'why-1280')

// --- a chart by keyboard ---------------------------------------------------------------------------------------------------
await page.goto(`${server.base}/console/boards`)
const marks = page.locator('.bars').first().locator('a[data-mark]')
await marks.first().waitFor()
await marks.first().focus()
await page.keyboard.press('End')
const spoken = await page.evaluate(() => document.activeElement.getAttribute('aria-label'))
await page.keyboard.press('Enter')
await page.getByText(/✓ 正是看板上的 \d+ 件/).waitFor()
expect(spoken.includes(`${/正是看板上的 (\d+) 件/.exec(await page.locator('main').innerText())[1]} 件`), 'the last bar of a chart, reached by keys, leads to its cases', spoken)

// --- every kind of figure is its cases -----------------------------------------------------------------------------------------
const figures = []
for (const by of ['unit', 'category', 'programme']) {
  await page.goto(`${server.base}/console/boards?by=${by}`)
  await page.locator('table .sum a').first().waitFor()
  for (const link of [page.locator('table .sum a').nth(1), page.locator('table tbody td a').first()]) {
    figures.push(await link.getAttribute('href'))
  }
}
const hours = page.getByRole('group', { name: '受理', exact: true }).last().locator('a[data-mark]')
for (const link of [hours.first(), hours.last()]) figures.push(await link.getAttribute('href'))
expect(figures.filter((href) => href.includes('by=hour')).length === 2, 'a bar of an hour leads to its cases', figures.join(' '))
for (const link of await page.locator('.key a').all()) figures.push(await link.getAttribute('href'))
const wrong = []
for (const href of new Set(figures)) {
  await page.goto(server.base + href)
  await page.getByText(/正是看板上的|看板上是|已列出/).waitFor()
  while (await page.getByRole('button', { name: '继续列出' }).count()) {
    const before = await page.locator('table tbody tr').count()
    await page.getByRole('button', { name: '继续列出' }).click()
    await page.waitForFunction((n) => document.querySelectorAll('table tbody tr').length > n || document.querySelector('main').innerText.includes('看板上'), before)
  }
  if (!(await page.locator('main').innerText()).includes('正是看板上的')) wrong.push(href)
}
expect(wrong.length === 0, `${new Set(figures).size} figures of every board are the cases behind them`, wrong.join(' '))

// --- what leaves as a file -----------------------------------------------------------------------------------------------------
await page.goto(`${server.base}/console/boards?by=unit`)
await page.locator('table .sum').waitFor()
const taking = async (name) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
  return readFileSync(await download.path())
}
const [whole] = await numbers(page.locator('table .sum > :nth-child(2)'))
const csv = (await taking('导出 CSV')).toString('utf8').replace('\ufeff', '').trim().split('\r\n').map((line) => line.split(','))
const column = csv.slice(1, -1).reduce((sum, cells) => sum + Number(cells[2]), 0)
expect(column === whole && Number(csv.at(-1)[2]) === whole, 'the CSV adds up to the board', `${column}, ${csv.at(-1)[2]}, ${whole}`)
const workbook = unzipSync(new Uint8Array(await taking('导出 Excel')))
const sheet = strFromU8(workbook['xl/worksheets/sheet1.xml'])
expect(sheet.split('<row ').length - 1 === csv.length && sheet.includes(`<v>${whole}</v>`), 'the workbook has the same rows, numbers as numbers')

// --- a sealed month, and what comes after ------------------------------------------------------------------------------------------
const month = new Date(new Date().getFullYear(), new Date().getMonth(), 0)
const sealed = `${month.getFullYear()}-${String(month.getMonth() + 1).padStart(2, '0')}`
const dispatcher = await signIn(server, site, 'paidan')
const sealedBoard = async () => (await call('GET', `${server.api}/boards?by=street&from=${sealed}`, undefined, dispatcher)).body
while ((await sealedBoard()).frozen.length === 0); // the server seals the month in its first round
const delayed = await call('POST', `${server.api}/cases`, {
  programme: 'hotline_call', description: '上月底来电，当时系统断网', category: '0106', place: { code: '990102002003007' },
  contact: { phone: '13800009999' }, occurred_at: `${sealed}-${month.getDate()}T23:59:59+08:00` }, dispatcher)
if (delayed.status !== 201) throw new Error(`a call of last month: ${delayed.status} ${JSON.stringify(delayed.body)}`)
const board = await sealedBoard()
const corrected = board.lines.filter((line) => Object.keys(line.since_frozen).length > 0)
await page.goto(`${server.base}/console/boards?period=${sealed}`)
await page.locator('.frozen').waitFor()
expect(await page.locator('.frozen li').count() === corrected.reduce((sum, line) => sum + Object.keys(line.since_frozen).length, 0) && corrected.length === 1, 'a sealed month shows what came after it was sealed')
await page.locator('.frozen li a').first().click()
await page.getByText(/✓ 正是看板上的 1 件/).waitFor()
expect(await page.getByText(delayed.body.case_no).count() === 1, 'and by which cases')

// --- the map and the wall ----------------------------------------------------------------------------------------------------------------
const open = (await call('GET', `${server.api}/cases?phase=open&limit=200`, undefined, await signIn(server, site, 'quzhang'))).body.rows
await page.goto(`${server.base}/console/map`)
await page.locator('a.mark').first().waitFor({ state: 'attached' })
expect(await page.locator('a.mark').count() === open.length, 'every open case is on the map', `${await page.locator('a.mark').count()} of ${open.length}`)
const reds = open.filter((line) => line.colour === 'red').length
await page.getByRole('button', { name: `超期 ${reds}` }).click()
await page.waitForFunction((n) => document.querySelectorAll('a.mark').length === n, reds)
expect(await page.locator('a.mark.late').count() === reds, 'and only the late ones when that is asked')
await page.getByRole('button', { name: `超期 ${reds}` }).click()
await page.locator('a.mark').last().focus()
const marked = (await page.locator('a.mark').last().getAttribute('href')).split('/').pop()
await page.keyboard.press('Enter')
await page.waitForURL(`**/cases/${marked}`)
expect(true, 'a mark leads to its case')

const centre = await at('paidan', '/map')
const entry = centre.page.locator('.list li').filter({ has: centre.page.getByRole('button', { name: '附近的网格员' }) }).first()
const called = /HY-\S+/.exec(await entry.innerText())[0]
await entry.getByRole('button', { name: '附近的网格员' }).click()
const nearest = entry.locator('.workers li').first()
await nearest.waitFor()
expect((await nearest.innerText()).includes('本网格'), 'the nearest worker holds the grid of the case', await nearest.innerText())
await picture(centre.page, 'workers-1280', false)
const nearFaults = (await axe(centre.page)).faults
expect(nearFaults.length === 0, 'who is near is shown to everybody (axe)', nearFaults.join('; '))
const worker = await nearest.locator('b').innerText()
await nearest.getByRole('button', { name: `派任务给${worker}` }).click()
await entry.getByText(`任务已派给${worker}，等签收`).waitFor()
const parties = (await call('GET', `${server.api}/cases/${called}`, undefined, dispatcher)).body.parties
expect(parties.length > 0 && parties.at(-1).account > 0 && parties.at(-1).state === 'assigned', 'and has the task with one tap', JSON.stringify(parties))
await centre.context.close()

const wall = await at('quzhang', '/wall', { width: 1920 })
await wall.page.setViewportSize({ width: 1920, height: 1080 })
await wall.page.locator('.numbers li').nth(3).waitFor()
await wall.page.locator('.map svg').waitFor()
const [, inHand, late] = await numbers(wall.page.locator('.numbers .value'))
const inHandNow = parts[0] + 1 // with the delayed call
expect(inHand === inHandNow && (late === reds || Number.isNaN(late)), 'the wall says what the board says', `${inHand}, ${late}`)
const seen = await wall.page.evaluate(() => ({ theme: document.documentElement.dataset.theme, fits: document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth,
  least: Math.min(...[...document.querySelectorAll('.wall li *, .wall h2')].map((one) => parseFloat(getComputedStyle(one).fontSize))) }))
expect(seen.theme === 'dark' && seen.fits && seen.least >= 28, 'dark, on one screen, and nothing in small print', JSON.stringify(seen))
await picture(wall.page, 'wall-1920', false)

// --- the administrator's day ------------------------------------------------------------------------------------------------------------
const admin = await at('anquan', '/admin')
const desk = admin.page
await desk.getByText('共 691 个').waitFor()
await desk.getByRole('button', { name: '新建账号' }).click()
const form = desk.locator('aside form')
await form.getByLabel('账号').fill('Neu Mitarbeiter')
await form.getByLabel('姓名').fill('新来的同志')
await form.getByLabel('单位').fill('交通运输')
await desk.getByRole('option', { name: /交通运输局/ }).click()
await admin.refused(async () => {
  await form.getByRole('button', { name: '建立账号' }).click()
  await form.locator('input[aria-invalid=true]').waitFor()
})
expect(await form.getByLabel('姓名').inputValue() === '新来的同志', 'a wrong account name is said at its field and costs no word')
await desk.reload()
await form.getByLabel('账号').waitFor()
expect(await form.getByLabel('姓名').inputValue() === '新来的同志', 'nor does a reload')
await picture(desk, 'account-1280', false)
await form.getByLabel('账号').fill('xinlai')
passwordOf.set('xinlai', await form.getByLabel('初始密码').inputValue())
await form.getByRole('button', { name: '建立账号' }).click()
await desk.getByText('共 692 个').waitFor()
await desk.locator('aside').getByRole('heading', { name: '新来的同志 · xinlai' }).waitFor()
expect(true, 'an account is made')

const fresh = await person(browser, { width: 1280 })
await fresh.page.goto(`${server.base}/console/`)
await enter(fresh.page, 'xinlai')
await fresh.page.locator('.rail').waitFor()
expect(await fresh.page.getByRole('link', { name: '管理' }).count() === 0, 'and opens a desk without the administration')
await desk.locator('aside').getByRole('button', { name: '再加一个岗位' }).click()
await desk.locator('aside').getByLabel('角色').nth(1).selectOption('supervisor')
await desk.locator('aside').getByLabel('单位').nth(1).fill('督查')
await desk.getByRole('option', { name: /督查考核办公室/ }).click()
await desk.locator('aside').getByRole('button', { name: '保存岗位' }).click()
await desk.getByText('岗位已保存').waitFor()
await fresh.page.reload()
await fresh.page.getByRole('link', { name: '管理' }).waitFor()
expect(true, 'a post that is granted opens its pages')
await fresh.page.goto(`${server.base}/console/admin/password`)
await fresh.page.getByLabel('现在的密码').fill(passwordOf.get('xinlai'))
await fresh.page.getByLabel('新密码', { exact: true }).fill('yin-xing-lu-12')
await fresh.page.getByLabel('再输一遍新密码').fill('yin-xing-lu-12')
await fresh.page.getByRole('button', { name: '更改密码', exact: true }).click()
await shown(fresh.page, '密码已更改')
passwordOf.set('xinlai', 'yin-xing-lu-12')
expect(true, 'one changes one\'s own password')
await desk.locator('aside').getByRole('button', { name: '停用账号' }).click()
await desk.getByText('账号已停用，已有的登录也已失效').first().waitFor()
const locked = await call('POST', `${server.api}/sessions`, { login: 'xinlai', password: passwordOf.get('xinlai') })
expect(locked.status === 401, 'a disabled account is let in no more', `${locked.status}`)
await fresh.refused(async () => {
  await fresh.page.goto(`${server.base}/console/boards`)
  await fresh.page.getByLabel('密码').waitFor()
})
expect(true, 'and its open session has ended')

// --- a duty table is tried before it is adopted -------------------------------------------------------------------------------------------
const system = await at('xitong', '/admin/duties')
const table = readFileSync(join(site.path, 'duties.csv'), 'utf8')
const upload = (text) => system.page.getByLabel('从文件读入（CSV）').setInputFiles({ name: 'duties.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
await upload(table.replace('0101,*,water_co', '0101,*,housing'))
await system.page.getByRole('button', { name: '试算' }).click()
await shown(system.page, '只是试算，什么都没有改')
const [, moved] = /(\d+) 件会换单位/.exec(await system.page.locator('main').innerText())
const loads = system.page.getByRole('region', { name: '各单位的件数' })
const after = (await numbers(loads.locator('tbody tr > :nth-child(3)'))).reduce((a, b) => a + b, 0)
const [total] = await numbers(loads.locator('tfoot tr > :nth-child(3)'))
expect(Number(moved) > 0 && after === total, 'a trial says who would get more and less, and adds up', `${moved} moved, ${after} of ${total}`)
await picture(system.page, 'duties-1280', false)
await upload(table.replace('0101,*,water_co', '0101,*,nobody_at_all'))
await system.page.getByRole('button', { name: '试算' }).click()
await shown(system.page, '不能采用')
expect(await system.page.locator('[role=grid] td[aria-invalid=true]').first().innerText().then((text) => text.includes('nobody_at_all')), 'what is wrong with a table stands in its cell')

await system.page.goto(`${server.base}/console/admin/programmes?name=hotline_call`)
await system.page.locator('.picture img').waitFor()
expect(await system.page.waitForFunction(() => document.querySelector('.picture img').naturalWidth > 300).then(() => true), 'a lifecycle is drawn as a picture')
await desk.goto(`${server.base}/console/admin/places`)
await desk.getByLabel('搜名称或代码').fill('第一网格')
await desk.locator('table tbody button').first().click()
await shown(desk, '网格是最小的一级')
expect(await desk.locator('path.inside').count() === 1, 'a place that is found stands out on the map')

// --- for everybody: axe on every page, and pictures ----------------------------------------------------------------------------------------
for (const one of [leader, wall, admin, fresh, system]) {
  expect(one.faults.length === 0, 'no error in the browser', one.faults.join('; '))
  await one.context.close()
}
const views = {
  quzhang: { boards: '/boards', figure: `/boards/cases?measure=late&by=street&from=${sealed}&to=${sealed}`, map: '/map', wall: '/wall' },
  anquan: { accounts: '/admin/accounts?login=h_urban', account: '/admin/accounts?new=', units: '/admin/units', places: '/admin/places' },
  xitong: { duties: '/admin/duties', programmes: '/admin/programmes', wording: '/admin/wording', outbox: '/admin/outbox' },
  shenji: { audit: '/admin/audit', password: '/admin/password' },
}
const settles = { boards: '.key li, .sum', figure: 'table tbody tr', map: 'a.mark', wall: '.numbers li', accounts: 'aside form', account: 'aside form', units: 'details', places: 'path', programmes: 'img', wording: 'tbody tr', audit: 'tbody tr' }
let pages = 0
let rules = 0
const found = []
for (const [login, paths] of Object.entries(views)) {
  for (const language of ['zh', 'en']) {
    const reader = await at(login, Object.values(paths)[0], { language })
    for (const [name, path] of Object.entries(paths)) {
      await reader.page.goto(`${server.base}/console${path}`)
      await ready(reader.page)
      if (settles[name]) await reader.page.locator(settles[name]).first().waitFor({ state: 'attached' })
      for (const theme of ['light', 'dark']) {
        await reader.page.evaluate((wanted) => { document.documentElement.dataset.theme = wanted }, theme)
        const told = await axe(reader.page)
        pages++
        rules += told.passes
        found.push(...told.faults.map((fault) => `${name} ${language} ${theme}: ${fault}`))
        if (await reader.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${name} ${language}: wider than the screen`)
      }
    }
    expect(reader.faults.length === 0, `no error in the browser (${login}, ${language})`, reader.faults.join('; '))
    await reader.context.close()
  }
}
console.log(`axe: ${pages} pages, ${rules} rules passed, ${found.length} findings`)
expect(found.length === 0, 'axe finds nothing on any page, in both languages and themes', `\n  ${found.slice(0, 20).join('\n  ')}`)

const pictured = [['quzhang', '/boards', 'board', '.sum'], ['quzhang', '/map', 'map', 'a.mark'], ['xitong', '/admin/programmes?name=hotline_call', 'programmes', '.picture img']]
for (const [width, height] of [[768, 1024], [1280, 900], [1920, 1080]]) {
  for (const [login, path, name, settled] of pictured) {
    const reader = await at(login, path, { width })
    await reader.page.setViewportSize({ width, height: name === 'board' ? 1700 : height })
    await reader.page.locator(settled).first().waitFor({ state: 'attached' })
    await picture(reader.page, `${name}-${width}`, false)
    await reader.context.close()
  }
}
const night = await at('quzhang', '/boards?by=unit', { language: 'en', theme: 'dark' })
await night.page.locator('.sum').waitFor()
await picture(night.page, 'board-1280-english-dark', false)
await night.context.close()

await browser.close()
await stopped(server)
const verified = run('verify', site.path, '--store', site.store)
expect(verified.status === 0, 'what was written verifies', verified.err)
site.remove()
finish()
