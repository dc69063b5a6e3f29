// The system administrator's day, in a real browser against the real program: the duty table worked like a spreadsheet, the
// calendar, the words, the units, the grids on the map; everything tried first, shown before and after, then adopted; what
// somebody else adopted meanwhile costs nothing that was typed. By everybody (axe in both languages and themes).
import { album, axe, buildScreens, launch, person } from './lib/browser.mjs'
import { call, expect, finish, freshSite, run, signIn, start, stopped } from './lib/server.mjs'

buildScreens()
const site = freshSite('sqlite', undefined, '--sample')
const past = run('simulate', site.path, '--store', site.store, '--days', '12', '--seed', '1')
if (past.status !== 0) throw new Error(`simulate: ${past.err}`)
const server = await start(site, '--intake-limits', 'off')
const browser = await launch()
const picture = await album(browser, 'admin')

const session = await signIn(server, site, 'xitong')
const textOf = async (path) => (await call('GET', `${server.api}/definitions/files/text?path=${encodeURIComponent(path)}`, undefined, session)).body.text
const edition = async () => (await call('GET', `${server.api}/definitions/files`, undefined, session)).body.edition
const at = async (path, looks = {}) => {
  const somebody = await person(browser, { width: 1280, keep: { 'huiyin.signedIn': 'yes' }, ...looks })
  const data = { login: 'xitong', password: site.passwords.get('xitong') }
  await somebody.context.request.post(`${server.api}/sessions`, { data, headers: { Origin: server.base } })
  await somebody.page.goto(`${server.base}/console/admin${path}`)
  return somebody
}
const admin = await at('/duties')
const { page } = admin
const open = (path) => page.goto(`${server.base}/console/admin${path}`)
const bar = page.getByRole('region', { name: '未采用的改动' })
const shown = (text) => page.getByText(text, { exact: false }).first().waitFor()
const button = (name, exact = true) => page.getByRole('button', { name, exact })
// Through the review: checked, the differences read, adopted.
const adopt = async () => {
  await bar.getByRole('link', { name: '看改动并采用' }).click()
  await shown('检查通过')
  const told = await page.locator('main').innerText()
  await button('采用').click()
  await shown('已采用，现在是第')
  return told
}
// Lines that differ between two texts.
const changedLines = (before, after) => after.split('\n').filter((line, n) => line !== before.split('\n')[n])

// --- the duty table, like a spreadsheet ------------------------------------------------------------------------------------------
const cell = (row, column) => page.getByRole('grid').locator('tbody tr').nth(row).locator('td').nth(column)
const duties = await textOf('duties.csv')
await cell(0, 2).click()
await page.keyboard.press('Enter')
await page.keyboard.type('住房和城乡')
await page.getByRole('option', { name: /住房和城乡建设局/ }).first().waitFor()
await page.keyboard.press('Enter')
await bar.getByText('职责表 1 处').waitFor()
expect((await cell(0, 2).innerText()).includes('housing'), 'a unit is picked by its name, by keyboard alone')
expect(await page.evaluate(() => document.activeElement.closest('tr').rowIndex) === 2, 'and the cell below is next')
await page.reload()
await cell(0, 2).getByText('housing').waitFor()
expect(true, 'a reload costs nothing')
await button('试算').click()
await shown('只是试算，什么都没有改')
expect(Number(/(\d+) 件会换单位/.exec(await page.locator('main').innerText())[1]) > 0, 'it is tried over past cases first')

const paste = (text) => page.evaluate((data) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', data)
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}, text)
await cell(3, 2).click()
await paste('nobody_at_all\t澄岚区水务局；当地社区\n@street\t')
await bar.getByText('职责表 3 处').waitFor()
expect((await cell(3, 3).innerText()).includes('当地社区'), 'what is pasted from a spreadsheet fills rows and columns, names become codes')
await bar.getByRole('button', { name: '检查' }).click()
await page.getByRole('grid').locator('td[aria-invalid=true]').waitFor()
expect((await cell(3, 2).innerText()).includes('没有这个单位'), 'what is wrong stands in its cell')
await picture(page, 'duties-1280', false)
await page.keyboard.press('Control+z')
await bar.getByText('职责表 1 处').waitFor()
await page.getByPlaceholder('按类别').fill('供水')
await page.getByRole('option', { name: /供水/ }).first().click()
await page.getByText('3 行，共 155 行').waitFor()
expect(true, 'rows are found by category')
await bar.getByRole('link', { name: '看改动并采用' }).click()
await shown('检查通过')
const difference = page.getByRole('region', { name: '职责表：改前与改后' })
await difference.getByText('住房和城乡建设局').waitFor()
expect((await difference.locator('del').innerText()).includes('供水有限公司') && await difference.locator('ins').count() === 1, 'before it counts it is shown before and after, in names')
await picture(page, 'change-1280', false)
await button('采用').click()
await shown('已采用，现在是第 2 版')
const after = await textOf('duties.csv')
expect(changedLines(duties, after).join() === '0101,*,housing,water,oversight,@street,,', 'one cell changed in the file and nothing else', changedLines(duties, after).join(' | '))

// --- the calendar -----------------------------------------------------------------------------------------------------------------
const year = new Date().getFullYear()
const days = await textOf(`calendar/${year}.yaml`)
await open(`/calendar?year=${year}`)
const day = page.locator(`[data-day="${year}-12-28"]`)
await day.focus()
const kind = async () => (await day.getAttribute('aria-label')).split('，')[1]
const before = await kind()
await page.keyboard.press('Space')
await bar.getByText(`${year} 年日历`).waitFor()
expect(before !== await kind(), 'a day is made one of the next kind by the space bar', `${before} → ${await kind()}`)
await page.keyboard.press('ArrowDown')
expect(await page.evaluate(() => document.activeElement.dataset.day.slice(5)) === '12-28', 'arrows stay within the year')
await button(String(year + 2), false).click()
await shown(`还没有 ${year + 2} 年的日历`)
expect(true, 'a year that is missing is said')
await picture(page, 'calendar-missing-1280', false)
await adopt()
const comments = (text) => text.split('\n').filter((line) => line.startsWith('#') || line.startsWith('source')).join()
expect(comments(await textOf(`calendar/${year}.yaml`)) === comments(days) && await textOf(`calendar/${year}.yaml`) !== days, 'the calendar is adopted with its comments as they were')

// --- the words ----------------------------------------------------------------------------------------------------------------------
const request = await textOf('lifecycles/request.yaml')
await open('/wording')
await page.getByLabel('搜用语或代码').fill('request.received')
const word = page.getByLabel('request.received，中文')
await word.fill('已经收到: 请等')
await bar.getByText('流程 request 1 处').waitFor()
await page.getByLabel('搜用语或代码').fill('')
await picture(page, 'wording-1280', false)
await adopt()
const reworded = await textOf('lifecycles/request.yaml')
expect(changedLines(request, reworded).length === 1 && reworded.includes('zh: "已经收到: 请等"'), 'a word is changed in its place, the file stays as it was set', changedLines(request, reworded).join())

// --- the units ------------------------------------------------------------------------------------------------------------------------
await open('/units')
await button('新建单位').click()
const unit = page.locator('aside')
await unit.getByLabel('代码').fill('parks')
await unit.getByLabel('代码').press('Tab')
await unit.getByText('已有单位用这个代码').waitFor()
await unit.getByLabel('代码').fill('park_centre')
await unit.getByLabel('代码').press('Tab')
await unit.getByLabel('中文名称').fill('澄岚区公园管理中心')
await unit.getByLabel('英文名称').fill('Chenglan Parks Centre')
await unit.getByLabel('上级单位').fill('住房和城乡')
await page.getByRole('option', { name: /住房和城乡建设局/ }).click()
await page.getByLabel('搜单位名称或代码').fill('park_centre')
await page.getByText('2 个，共 437 个').waitFor()
await page.getByLabel('搜单位名称或代码').fill('industry')
await page.getByRole('button', { name: /^修改/ }).first().click()
await unit.getByLabel('到哪天止').fill(`${year}-12-31`)
await bar.getByRole('button', { name: '检查' }).click()
await bar.getByText('处问题，不能采用').waitFor()
await bar.getByRole('link', { name: '看改动并采用' }).click()
await page.getByRole('link', { name: /^单位 · 第/ }).first().click()
await unit.getByText('就结束了').waitFor()
expect(true, 'a unit that would outlive its head is told, and the finding leads to its field')
await page.keyboard.press('Control+z')
await open('/units?unit=industry')
await unit.getByLabel('到哪天止').waitFor()
await bar.getByText('单位 1 处').waitFor()
await picture(page, 'units-1280', false)
await adopt()
const units = await textOf('units.csv')
expect(/^park_centre,澄岚区公园管理中心,Chenglan Parks Centre,department,housing,/m.test(units), 'a new unit is there, under its head')

// --- the places -----------------------------------------------------------------------------------------------------------------------
const grid = '990102001001001'
const areas = await textOf('places.geojson')
await open(`/places?code=${grid}`)
await page.getByLabel('中文名称').fill('橹塘一号网格')
await bar.getByText('地点 1 处').waitFor()
await button('改轮廓').click()
const corner = page.locator('[data-corner="0"]')
await corner.focus()
for (let n = 0; n < 3; n++) await page.keyboard.press('Shift+ArrowDown')
await bar.getByText('网格轮廓').waitFor()
await page.getByRole('region', { name: '采用前的检查' }).getByText('检查通过').waitFor()
expect(true, 'a corner is moved by keys, its neighbours with it: the net holds')
await picture(page, 'places-corners-1280', false)
const box = await page.locator('[data-corner="3"]').boundingBox()
await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
await page.mouse.down()
await page.mouse.move(box.x + 40, box.y + 420, { steps: 6 })
await page.mouse.up()
await page.locator('.flaw').first().waitFor({ state: 'attached' })
expect(true, 'an outline that crosses itself is shown on the map where it does')
await picture(page, 'places-flaw-1280', false)
await page.keyboard.press('Control+z')
await button('切开').first().click()
await page.getByLabel('从角点').selectOption('1')
await page.getByLabel('到角点').selectOption('11')
await page.locator('form').getByRole('button', { name: '切开' }).click()
await page.getByRole('heading', { name: '橹塘一号网格 2' }).waitFor()
await page.getByRole('region', { name: '采用前的检查' }).getByText('检查通过').waitFor()
await picture(page, 'places-cut-1280', false)
const told = await adopt()
expect(/地点\s+\d+/.test(told), 'before a redraw counts it is said how many open cases it moves')
const grids = async () => (await call('GET', `${server.api}/places/map`)).body.features.length
expect(await grids() === 316, 'a grid is cut in two', `${await grids()}`)
const redrawn = await textOf('places.geojson')
expect(areas.split('\n').filter((line) => !redrawn.includes(line.replace(/,$/, ''))).length < 8, 'the grids it does not touch keep their lines')
expect((await textOf('points.csv')).includes(',990102001001007,'), 'fixed points go to the grid they lie in now')

await open('/places?code=990102001001007')
const into = page.getByLabel('并入相邻的网格')
await into.selectOption(grid)
await button('并入').click()
await page.getByRole('heading', { name: '橹塘一号网格', exact: true }).waitFor()
await page.getByRole('region', { name: '采用前的检查' }).getByText('检查通过').waitFor()
expect(true, 'two grids become one from the list, without a mouse')

// --- somebody else adopted meanwhile -----------------------------------------------------------------------------------------------------
const now = await edition()
const theirs = (await textOf('places.csv')).replace('橹塘社区,', '橹塘新社区,')
const other = await call('POST', `${server.api}/definitions/changes`, { edition: now, files: [{ path: 'places.csv', text: theirs }], removed: [], check_only: false }, session)
expect(other.body.adopted === true, 'another administrator adopts a change of the same file', JSON.stringify(other.body).slice(0, 200))
await bar.getByRole('link', { name: '看改动并采用' }).click()
await shown('别人采用了新的版本')
await page.getByRole('region', { name: '别人改的：改前与改后' }).first().waitFor()
await picture(page, 'behind-1280', false)
await button('合并到最新版本').click()
await button('再检查').click()
await shown('检查通过')
await button('采用').click()
await shown('已采用，现在是第')
const both = await textOf('places.csv')
expect(both.includes('橹塘新社区,') && !both.includes('990102001001007') && await grids() === 315, 'both changes are adopted, nothing typed is lost')
expect(await page.getByText('没有未采用的改动').count() + await bar.count() === 0, 'and the change is done')
expect(admin.faults.length === 0, 'no error in the browser', admin.faults.join('; '))
await admin.context.close()

// --- for everybody: axe on every page, with a change under way ----------------------------------------------------------------------------
const draft = { edition: await edition(), paths: ['duties.csv'] }
const part = { base: after, text: after.replace('0103,*,power_co', '0103,*,gone') }
const me = (await call('GET', `${server.api}/sessions/current`, undefined, session)).body.account
const keep = { 'huiyin.signedIn': 'yes', [`huiyin.change.${me}`]: JSON.stringify(draft), [`huiyin.change.${me}.duties.csv`]: JSON.stringify(part) }
const views = {
  duties: ['/duties', '[role=grid] tbody tr'], calendar: ['/calendar', '[data-day]'], wording: ['/wording', 'tbody tr'], units: ['/units?unit=housing', 'aside input'],
  places: [`/places?code=${grid}`, '[data-grid]'], change: ['/change', '.problem'], outbox: ['/outbox', 'h1'],
}
const found = []
for (const language of ['zh', 'en']) {
  const reader = await at('/duties', { language, keep })
  for (const [name, [path, settled]] of Object.entries(views)) {
    await reader.page.goto(`${server.base}/console/admin${path}`)
    await reader.page.locator(settled).first().waitFor()
    if (name === 'places') await reader.page.getByRole('button', { name: language === 'zh' ? '改轮廓' : 'Redraw' }).click()
    for (const theme of ['light', 'dark']) {
      await reader.page.evaluate((wanted) => { document.documentElement.dataset.theme = wanted }, theme)
      found.push(...(await axe(reader.page)).faults.map((fault) => `${name} ${language} ${theme}: ${fault}`))
    }
    if (await reader.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${name} ${language}: wider than the screen`)
    if (language === 'en') await picture(reader.page, `${name}-1280-english-dark`, false)
  }
  expect(reader.faults.length === 0, `no error in the browser (${language})`, reader.faults.join('; '))
  await reader.context.close()
}
expect(found.length === 0, 'axe finds nothing on any page, in both languages and themes', `\n  ${found.slice(0, 20).join('\n  ')}`)
for (const [name, [path, settled]] of Object.entries(views)) {
  const reader = await at(path, { width: 1920, keep })
  await reader.page.setViewportSize({ width: 1920, height: 1080 })
  await reader.page.locator(settled).first().waitFor()
  await picture(reader.page, `${name}-1920`, false)
  await reader.context.close()
}

await browser.close()
await stopped(server)
const verified = run('verify', site.path, '--store', site.store)
expect(verified.status === 0, 'what was written verifies', verified.err)
site.remove()
finish()
