// The desks' day in a real browser against the real program: the dispatcher with the keyboard alone, two people at one case,
// a department, the caller-back, the hotline, a whistle; ten thousand rows; axe on every page. Pictures are taken on the way.
import { album, axe, buildScreens, launch, person } from './lib/browser.mjs'
import { call, expect, finish, freshSite, run, signIn, start, stopped } from './lib/server.mjs'
import { answeredAtCase, answeredByArticle } from './stories/console_articles.mjs'

const grid = '990102002003007'
const street = '990102002'

buildScreens()
const site = freshSite('sqlite', undefined, '--sample')
const past = run('simulate', site.path, '--store', site.store, '--days', '20', '--seed', '1')
if (past.status !== 0) throw new Error(`simulate: ${past.err}`)
const server = await start(site, '--intake-limits', 'off')
const browser = await launch()
const picture = await album(browser, 'console')
const sessions = new Map()
const as = async (login) => {
  if (!sessions.has(login)) sessions.set(login, await signIn(server, site, login))
  return sessions.get(login)
}

// Others at their desks, by the interface.
const read = async (caseNo, login = 'paidan') => (await call('GET', `${server.api}/cases/${caseNo}`, undefined, await as(login))).body
const act = async (login, caseNo, command, form = {}) => {
  const { version } = await read(caseNo, login)
  const answer = await call('POST', `${server.api}/cases/${caseNo}/commands/${command}`, { version, ...form }, await as(login))
  if (answer.status !== 200) throw new Error(`${command}: ${answer.status} ${JSON.stringify(answer.body)}`)
}
// Each by a caller of their own: the same caller with the same matter would be a repeat.
let callers = 0
const rang = async (description) => {
  const contact = { phone: `1380000${String(1000 + ++callers)}`, name: '王女士' }
  const made = await call('POST', `${server.api}/cases`, {
    programme: 'hotline_call', channel: 'phone', description, category: '0106', place: { code: grid }, contact }, await as('jieting'))
  if (made.status !== 201) throw new Error(`open: ${made.status} ${JSON.stringify(made.body)}`)
  return made.body.case_no
}
const accepted = async (description) => {
  const caseNo = await rang(description)
  await act('paidan', caseNo, 'accept', { choice: 'here' })
  return caseNo
}

const named = (page, name) => page.getByRole('button', { name, exact: true })
const pane = (page, caseNo) => page.locator(`.case-pane[data-case="${caseNo}"]`)
const paneOf = (page) => page.locator('.case-pane[data-case]').getAttribute('data-case')
// The button of a step: its name, then its key.
const step = (page, name) => page.locator('.bar').getByRole('button', { name: new RegExp(`^${name} ?\\S*$`) })
const enter = async (page, login, password = site.passwords.get(login)) => {
  await page.getByLabel(/^(账号|Account)$/).fill(login)
  await page.getByLabel(/^(密码|Password)$/).fill(password)
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
}
const at = async (login, looks = {}, path = '/console/') => {
  const somebody = await person(browser, { width: 1280, ...looks })
  await somebody.page.goto(server.base + path)
  await enter(somebody.page, login)
  await somebody.page.locator('.rail').waitFor()
  return somebody
}

// --- the door ------------------------------------------------------------------------------------------------------------
const lu = await person(browser, { width: 1280 })
const { page } = lu
await page.goto(`${server.base}/console/queue?tab=dispatch`)
await lu.refused(async () => {
  await enter(page, 'paidan', 'wrong')
  await page.getByText('账号或密码不对').waitFor()
})
await enter(page, 'paidan')
await page.locator('.rail').waitFor()
expect(page.url().endsWith('/console/queue?tab=dispatch'), 'whoever signs in goes on where they wanted to', page.url())

// The simulated past names photos that were never taken.
await lu.refused(async () => {
  await page.goto(`${server.base}/console/queue?tab=open`)
  await page.locator('.case-row').nth(4).waitFor()
  for (let n = 0; n < 2; n++) await page.keyboard.press('j')
  await page.locator('.case-pane[data-case] .thread').waitFor()
  await page.locator('.case-map[data-shows]').first().waitFor()
  await picture(page, 'queue-1280', false)
})

// --- ten dispatches with the keyboard alone ---------------------------------------------------------------------------------
for (let n = 1; n <= 14; n++) await accepted(`第 ${n} 盏路灯不亮，晚上看不清路`)
await page.goto(`${server.base}/console/queue?tab=dispatch&street=${street}&category=0106`)
await page.locator('.case-pane[data-case]').waitFor()
await page.locator('.suggested').getByText('职责表第').waitFor()
await picture(page, 'dispatch-1280', false)
const before = await page.locator('.case-row').count()
const dispatchShown = async () => {
  const caseNo = await paneOf(page)
  await page.keyboard.press('Enter')
  await page.locator('form.command').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForFunction((no) => document.querySelector('.case-pane[data-case]')?.dataset.case !== no
    && document.querySelector('.case-pane[data-case] .bar'), caseNo)
}
await page.route('**/commands/claim', () => undefined) // claims are never answered: no step waits for one
const began = performance.now()
for (let n = 0; n < 10; n++) await dispatchShown()
console.log(`ten dispatches with the keyboard alone: ${((performance.now() - began) / 1000).toFixed(1)} s`)
await page.unroute('**/commands/claim')
expect(await page.locator('.case-row').count() === before - 10, 'ten cases were dispatched by twenty presses, each time the next was open already, and none waited for its claim')
const gone = `**/api/v1/cases/${await paneOf(page)}`
await page.route(gone, () => undefined) // the last word about it never comes
await dispatchShown()
await dispatchShown()
await page.unroute(gone)
expect(await page.locator('.case-row').count() === before - 12, 'the next case does not wait for the last word about the one before')
await page.keyboard.press('?')
await page.getByRole('dialog').getByText('下一件').waitFor()
expect(await page.getByRole('dialog').getByText('派单', { exact: true }).isVisible(), '"?" shows the keys of the page and of the case')
await page.keyboard.press('Escape')

await page.keyboard.press('j')
const leafed = await paneOf(page)
await page.reload()
await page.locator('.case-pane[data-case]').waitFor()
expect(await paneOf(page) === leafed, 'a reload opens the case that was just come to')

// --- a refusal stands at its field; nothing typed is lost by it, by a reload, by the end of the session ---------------------
const refusing = await paneOf(page)
// A step that takes its time: the keyboard stays where it is, and pressing again sends nothing twice.
let sentTimes = 0
let goOn
const waits = new Promise((resolve) => { goOn = resolve })
await page.route('**/commands/note', async (route) => {
  sentTimes++
  await waits
  await route.continue()
})
await page.keyboard.press('n')
await page.getByLabel('说明').fill('来电人补充：在北门')
await page.locator('form.command [type=submit]').focus()
await page.keyboard.press('Enter')
await page.locator('form.command [type=submit][aria-disabled=true]').waitFor()
await page.keyboard.press('Enter')
expect(await page.evaluate(() => document.activeElement?.matches('form.command [type=submit]')), 'a button that is busy keeps the focus')
goOn()
await page.locator('.thread').getByText('在北门').waitFor()
await page.unroute('**/commands/note')
expect(sentTimes === 1, 'and takes no second press', `${sentTimes}`)
await page.keyboard.press('v')
await page.getByLabel('原因').selectOption('other_procedure')
await page.keyboard.press('Control+Enter')
await page.locator('.command textarea[aria-invalid=true]').waitFor()
expect(await page.locator('.command .problem').count() === 1, 'what is missing is said at its field')
await page.getByLabel('理由').fill('应当通过诉讼解决，已告知来电人')
await page.reload()
await pane(page, refusing).waitFor()
await page.keyboard.press('v')
expect(await page.getByLabel('理由').inputValue() === '应当通过诉讼解决，已告知来电人', 'a reload costs no word')
await lu.context.clearCookies()
await lu.refused(async () => {
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog').getByText('登录已过期').waitFor()
  await page.getByRole('dialog').getByLabel('密码').fill(site.passwords.get('paidan'))
  await page.getByRole('dialog').getByRole('button', { name: '登录' }).click()
  await page.locator('.said').getByText(refusing).waitFor()
})
expect((await read(refusing)).state === 'refused', 'after signing in again in place the step is taken')

// --- filters as a sentence, a kept view, search ------------------------------------------------------------------------------
await page.goto(`${server.base}/console/queue?tab=open`)
await page.locator('.case-row').first().waitFor()
await page.getByLabel('到期', { exact: true }).selectOption('week')
await page.waitForURL('**/queue?*due=week*')
await page.getByLabel('街道', { exact: true }).selectOption(street)
await page.waitForURL(`**/queue?*street=${street}*`)
await named(page, '存为视图').click()
await page.getByLabel('视图名称').fill('本周鹭汀')
await page.keyboard.press('Enter')
await page.goto(`${server.base}/console/queue?tab=open`)
await page.getByLabel('常用视图').selectOption('本周鹭汀')
await page.waitForURL(`**/queue?*street=${street}*`)
await page.waitForFunction(() => document.querySelector('.list ul')?.getAttribute('aria-busy') === 'false')
const places = await page.locator('.case-row').count()
expect(places > 0 && new URL(page.url()).searchParams.get('due') === 'week', 'a kept view narrows as it was kept', page.url())
await page.keyboard.press('Control+k')
await page.getByRole('combobox', { name: '搜索工单' }).fill('路灯不亮')
await page.getByRole('dialog').getByRole('option').first().waitFor()
await picture(page, 'search-1280', false)
await page.keyboard.press('Enter')
await page.waitForURL('**/console/cases/*')
await page.locator('.description').getByText('路灯不亮').waitFor()
expect(true, 'words typed in Chinese find their case, Enter opens it')

// --- two people at one case ------------------------------------------------------------------------------------------------------
const shared = await accepted('小区门口的路灯晚上全灭')
const li = await at('jieting', {}, `/console/cases/${shared}`)
const deskOf = async (caseNo) => (await read(caseNo)).locked_by_name
// Asked again until the server says so.
const until = async (holds) => { while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50)) }
await pane(li.page, shared).waitFor()
await page.goto(`${server.base}/console/queue?tab=dispatch&street=${street}&category=0106&case=${shared}`)
await pane(page, shared).waitFor()
expect(await deskOf(shared) === '', 'looking at a case claims nothing')
await li.page.keyboard.press('r')
await li.page.getByRole('textbox', { name: '答复' }).fill('已通知路灯所今晚到场')
await until(async () => await deskOf(shared) !== '')
const liName = await deskOf(shared)
await pane(page, shared).getByText(`${liName} 正在办这件事`).first().waitFor()
await page.locator(`.case-row:has([data-case-no="${shared}"])`).getByText(`${liName} 正在办`).waitFor()
expect(true, 'whoever opens a form has the case; colleagues see it at once, in the list and at the case')
await step(page, '派单').click()
await page.locator('form.command').getByLabel(/说明/).fill('请今晚到场')
await page.locator('form.command').getByText(`${liName} 正在办这件事，现在提交不了`).waitFor()
await lu.refused(async () => {
  const answer = page.waitForResponse('**/commands/dispatch')
  await page.keyboard.press('Control+Enter')
  expect((await (await answer).json()).type.endsWith(':already_claimed'), 'the server refuses what a colleague has')
})
await page.locator('form.command').getByText('再看一次').click()
await page.locator('form.command').getByText('还没有放开').waitFor()
await picture(page, 'colleague-1280', false)
const sticksOut = await pane(page, shared).evaluate((element) => [element, element.parentElement].some((one) => one.scrollWidth > one.clientWidth))
expect(!sticksOut, 'nothing of a case with suggestions sticks out under the map')
expect((await read(shared)).state === 'triage' && await page.locator('form.command').getByLabel(/说明/).inputValue() === '请今晚到场', 'a colleague\'s case is not acted on; who has it is told, what was typed stays')
await li.page.keyboard.press('Escape')
await page.locator('form.command .colleague').waitFor({ state: 'detached' })
await until(async () => !['', liName].includes(await deskOf(shared)))
await li.page.getByText(`${await deskOf(shared)} 正在办这件事`).first().waitFor()
expect(true, 'a form closed without sending lets go, and the form that waited has the case')
await page.keyboard.press('Control+Enter')
await page.locator('.said').getByText(shared).waitFor()
await until(async () => await deskOf(shared) === '')
expect((await read(shared)).state === 'dispatched', 'the step that is sent ends the claim')

// A tab that is closed over a form, and a claim that runs out.
const lent = await accepted('巷口的路灯时亮时灭')
await li.page.goto(`${server.base}/console/cases/${lent}`)
await pane(li.page, lent).waitFor()
await li.page.keyboard.press('r')
await until(async () => await deskOf(lent) === liName)
await li.page.close()
await until(async () => await deskOf(lent) === '')
expect(true, 'a page that is closed lets go')
await act('jieting', lent, 'claim') // and a desk of which nothing more is ever heard
const watching = await lu.context.newPage()
await watching.clock.install()
await watching.goto(`${server.base}/console/cases/${lent}`)
await pane(watching, lent).getByText(`${liName} 正在办这件事`).waitFor()
// What the server says after a quarter of an hour.
const later = `**/api/v1/cases/${lent}`
await watching.route(later, async (route) => {
  const answer = await route.fetch()
  await route.fulfill({ response: answer, json: { ...(await answer.json()), locked_by: 0, locked_by_name: '' } })
})
await watching.clock.runFor(31_000)
await pane(watching, lent).getByText(`${liName} 正在办这件事`).waitFor({ state: 'detached' })
expect(true, 'a claim that has run out is seen to be gone')
await watching.close()

// A claim is a notice, no promise: where it is lost, the refusal of the step tells what has happened.
const hurried = await accepted('桥头的路灯全灭')
const late = await li.context.newPage()
await late.route('**/commands/claim', (route) => route.abort())
// This browser hears nothing of others either.
await late.addInitScript(() => { globalThis.EventSource = class { addEventListener() {} close() {} } })
await late.goto(`${server.base}/console/cases/${hurried}`)
await pane(late, hurried).waitFor()
await late.keyboard.press('r')
await late.getByRole('textbox', { name: '答复' }).fill('已通知路灯所今晚到场')
await act('paidan', hurried, 'dispatch')
await late.keyboard.press('Control+Enter')
await late.getByText('已重新读取').waitFor()
await late.locator('.who').getByText('已派单').waitFor()
expect(await late.locator('.gone').getByText('已通知路灯所今晚到场').isVisible(), 'of two people the first acts; the second is told, sees what is there now, and still has the words')
// Wang only watches.
const wang = await at('jieting', {}, `/console/cases/${shared}`)
await pane(wang.page, shared).waitFor()
await act('paidan', shared, 'note', { note: '来电人补充：在三号门' })
await wang.page.locator('.thread').getByText('在三号门').waitFor()
expect(true, 'what somebody else writes appears by itself')

// --- many at once --------------------------------------------------------------------------------------------------------------------
for (let n = 1; n <= 3; n++) await accepted(`成批 ${n}：路灯忽明忽暗`)
await page.goto(`${server.base}/console/queue?tab=dispatch&street=${street}&category=0106`)
await page.locator('.case-pane[data-case]').waitFor()
for (let n = 0; n < 4; n++) {
  await page.keyboard.press('x')
  await page.keyboard.press('j')
}
const bulk = page.locator('.bulk')
await bulk.getByRole('button', { name: /^派单/ }).click()
await bulk.getByRole('button', { name: '预览' }).click()
await bulk.getByText('派给 澄岚区路灯管护所').nth(3).waitFor()
await picture(page, 'bulk-1280', false)
await bulk.getByRole('button', { name: '派单 4 件' }).click()
await bulk.getByText('办成 3 件，没办成 1 件').waitFor()
expect(await bulk.locator('.refused').getByText('同事正在办').isVisible(), 'four cases are dispatched at once, after a preview, each with its outcome; what a colleague has stays')
expect(await deskOf(lent) === liName, 'many at once need no claim')

// --- a department's day ---------------------------------------------------------------------------------------------------------------
const work = await accepted('店铺把货架摆到盲道上')
const number = `1380000${1000 + callers}`
await act('paidan', work, 'triage', { category: '0305' })
await act('paidan', work, 'dispatch', { lead: 'urban' })
const feng = await at('h_urban')
const desk = feng.page
const now = async (name, fill = async () => undefined) => {
  await step(desk, name).first().click()
  await fill()
  await desk.locator('form.command [type=submit]').click()
  await desk.locator('.thread').getByText(name, { exact: true }).first().waitFor()
}
await desk.goto(`${server.base}/console/cases/${work}`)
await pane(desk, work).waitFor()
await now('签收')
await now('联系诉求人', () => desk.locator('.command').getByLabel('结果').selectOption('reached'))
await now('开始办理')
const photo = async (colour) => Buffer.from(await desk.evaluate(async (wanted) => {
  const canvas = new OffscreenCanvas(640, 480)
  const draw = canvas.getContext('2d')
  draw.fillStyle = wanted
  draw.fillRect(0, 0, 640, 480)
  return btoa(String.fromCharCode(...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())))
}, colour), 'base64')
const shows = { before: await photo('#8a6d3b'), after: await photo('#3b8a5a') }
await now('办结', async () => {
  await desk.locator('.command').getByRole('textbox', { name: '答复' }).fill('已约谈商户，货架清离盲道，并安排早晚巡查。')
  for (const [label, name] of [['办理前照片', 'before'], ['办理后照片', 'after']]) {
    await desk.locator('.command').getByLabel(label).setInputFiles({ name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: shows[name] })
    await desk.locator('.command .taken').nth(name === 'before' ? 0 : 1).waitFor()
  }
})
await desk.waitForFunction(() => [...document.querySelectorAll('.evidence img')].filter((img) => img.complete && img.naturalWidth > 0).length === 2)
await picture(desk, 'case-1280', false)
expect(await desk.locator('.evidence figcaption').allInnerTexts().then((texts) => texts.join() === '办理前,办理后'), 'evidence stands before and after, side by side')
await desk.emulateMedia({ media: 'print' })
expect(await desk.locator('.sheet').isVisible() && !(await desk.locator('.bar').isVisible()), 'printed it is a work order')
await picture(desk, 'work-order-print', false)
await desk.emulateMedia({ media: 'screen' })

// --- the caller-back's day -------------------------------------------------------------------------------------------------------------
await act('fuhe', work, 'check', { choice: 'pass' })
const tang = await at('huifang', {}, '/console/callbacks')
const phone = tang.page
await phone.locator(`[data-case-no="${work}"]`).click()
await pane(phone, work).waitFor()
expect(await phone.getByText(number).count() === 0, 'who asked is sealed')
await phone.getByRole('button', { name: '诉求人联系方式已密封' }).click()
await named(phone, '回访').first().click()
await named(phone, '查看联系方式').click()
await phone.getByText(number).waitFor()
expect(true, 'a reason opens the contact')
await picture(phone, 'callback-1280', false)
await phone.locator('h1').first().click()
await phone.keyboard.press('1')
await phone.keyboard.press('g')
await phone.keyboard.press('Enter')
await phone.locator('.said').getByText(work).waitFor()
expect((await read(work)).state === 'closed', 'three keys record a call-back')
expect(await phone.getByText(number).count() === 0, 'and the contact is sealed again')
const audit = (await call('GET', `${server.api}/audit?limit=200`, undefined, await as('shenji'))).body.lines
expect(audit.some((line) => line.subject.includes(work) && /reveal/.test(line.action)), 'the reveal is on record')

// --- the hotline desk -----------------------------------------------------------------------------------------------------------------
await page.goto(`${server.base}/console/desk?number=138-1234-5678`)
await page.getByLabel('来电人说').waitFor()
expect(!page.url().includes('138') && await page.getByLabel('来电号码').inputValue() === '13812345678', 'the number a phone system hands over leaves the address at once', page.url())
await page.getByLabel('来电人说').fill('楼下路灯坏了三天，晚上看不清路')
await page.getByLabel('在哪里').fill('苇渡第七')
await page.getByRole('option', { name: /苇渡第七网格/ }).click()
await page.locator('.guess').getByText('路灯、景观灯').waitFor()
const alike = page.getByRole('region', { name: '相似的在办事项' }).locator('li')
await alike.first().getByRole('button', { name: '说了什么' }).click()
await page.locator('.beside blockquote').getByText('路灯').waitFor()
await picture(page, 'desk-1280', false)
expect(true, 'what was said in a similar case can be read beside the call')
await page.reload()
expect(await page.getByLabel('来电人说').inputValue() === '楼下路灯坏了三天，晚上看不清路', 'a reload costs the caller no word')
// The next caller is through already: the phone system opens the page again.
await page.goto(`${server.base}/console/desk#phone=13900005678`)
await page.getByText('来电 13900005678').waitFor()
expect(!page.url().includes('139') && await page.getByLabel('来电号码').inputValue() === '13812345678', 'what one caller said never gets the number of another')
await named(page, '先接这一通，手上的放一放').click()
expect(await page.getByLabel('来电号码').inputValue() === '13900005678' && await page.getByLabel('来电人说').inputValue() === '', 'the other call is taken at once')
await page.getByRole('button', { name: '接着写' }).click()
await page.getByRole('button', { name: '不要了' }).click()
expect(await page.getByLabel('来电人说').inputValue() === '楼下路灯坏了三天，晚上看不清路', 'the one put aside goes on as it was')
await page.getByLabel('来电人说').focus()
await page.keyboard.press('Control+Enter')
await page.getByText('现在在 澄岚区路灯管护所：已派单').waitFor()
expect(await page.evaluate(() => !JSON.stringify(sessionStorage).includes('13812345678')), 'registered, the number is nowhere in the browser')
const receipt = await page.locator('.tell dd').last().innerText()
await page.reload()
expect(await page.locator('.tell dd').last().innerText() === receipt && /^(\w{4} )+\w+$/.test(receipt), 'number and receipt stand there until the next call, to be read aloud')
await picture(page, 'desk-done-1280', false)
await page.keyboard.press('n')
await page.getByLabel('来电人说').fill('身份证到期了去哪里换')
await named(page, '当场答复').click()
await page.getByLabel('答复内容').fill('请带旧证和户口簿到街道便民服务中心，周一至周五 8:30 至 17:30。')
await page.keyboard.press('Control+Enter')
await page.getByRole('heading', { name: '已登记' }).waitFor()
expect(await page.getByText(/已办结|待回访/).count() > 0, 'a question is answered on the spot')
await page.keyboard.press('n')
await page.getByLabel('来电人说').fill('桥头的路灯也坏了')
await page.getByLabel('在哪里').fill('苇渡第七')
await page.getByRole('option', { name: /苇渡第七网格/ }).click()
const same = await alike.locator('a').first().innerText()
await alike.first().getByRole('button', { name: '同一件，算上这位' }).click()
await page.getByRole('heading', { name: '已算上这位' }).waitFor()
expect((await read(same)).timeline.some((entry) => entry.words.note === '桥头的路灯也坏了'), 'who rings about the same matter is counted to it, with what they said')
await page.keyboard.press('n')
await answeredByArticle({ picture, axe, read }, page)
await answeredAtCase({ server }, page, await accepted('操场边的路灯不亮'))

// --- a whistle -------------------------------------------------------------------------------------------------------------------------------
const zuo = await at('qinyuan', {}, '/console/whistles')
await named(zuo.page, '吹哨').click()
await zuo.page.getByLabel('要办什么').fill('夜市占道与无证经营交织，请到场会商')
for (const unit of ['城市管理执法局', '市场监督管理局']) {
  await zuo.page.getByRole('combobox', { name: '请谁到场' }).fill(unit)
  await zuo.page.getByRole('option', { name: new RegExp(unit) }).first().click()
}
await zuo.page.getByLabel('地点').fill('琴园')
await zuo.page.locator('[role=option]:visible').first().click()
await named(zuo.page, '30 分钟后').click()
await picture(zuo.page, 'whistle-form-1280', false)
await zuo.page.locator('form.command [type=submit]').click()
await zuo.page.getByText('已报到 0/2 个单位').waitFor()
const whistle = await paneOf(zuo.page)
await act('h_urban', whistle, 'party.report_in')
await zuo.page.getByText('已报到 1/2 个单位').waitFor()
expect(await zuo.page.locator('.units tbody time').first().isVisible(), 'a whistle shows who has reported in, and when')
const arrive = async () => (await read(whistle, 'qinyuan')).clocks.find((clock) => clock.name === 'arrive' && clock.status === 'running')
const awaitedMs = Date.parse((await arrive()).due_at) - Date.now()
expect(awaitedMs > 20 * 60_000 && awaitedMs < 32 * 60_000, 'those called are awaited by the time set in calling them', `${awaitedMs}`)
expect(await zuo.page.locator('.arrivals li').filter({ hasText: '市场监督管理局' }).getByText(/^(2\d|30|31)分$/).isVisible(), 'and how long each of them has left')
await step(zuo.page, '定报到时间').click()
await zuo.page.getByLabel('何时报到').fill('2020-01-01T09:00')
await zuo.refused(async () => {
  await zuo.page.locator('form.command [type=submit]').click()
  await zuo.page.locator('form.command .problem').getByText('时间要在现在之后').waitFor()
})
await zuo.page.locator('form.command').getByText('详情').click()
expect(await zuo.page.locator('form.command .problem-note').getByText('lies in the future').isVisible(), "a refusal is told in the reader's words; the server's own sentence stands behind")
await named(zuo.page, '2 小时后').click()
await zuo.page.locator('form.command [type=submit]').click()
await zuo.page.locator('.thread').getByText('定报到时间').nth(1).waitFor()
expect(Date.parse((await arrive()).due_at) - Date.now() > 100 * 60_000, 'the time can be set anew')
await picture(zuo.page, 'whistle-1280', false)
await act('h_market', whistle, 'party.report_in')
await zuo.page.getByText('已报到 2/2 个单位').waitFor()
await step(zuo.page, '明确分工').click()
await named(zuo.page, '按单位各写一行任务').click()
const minutes = zuo.page.getByLabel('会商纪要')
expect(/城市管理执法局：\n.*市场监督管理局：$/.test(await minutes.inputValue()), 'the minutes have a line for the task of each unit', await minutes.inputValue())
await minutes.fill((await minutes.inputValue()).replace('：\n', '：今晚清场\n') + '明早查证')
await zuo.page.keyboard.press('Control+Enter')
await zuo.page.locator('.thread').getByText('明早查证').waitFor()
expect((await read(whistle, 'qinyuan')).state === 'working', 'written and agreed, everybody reads them at the case')

// --- supervision --------------------------------------------------------------------------------------------------------------------------------
await act('duban', shared, 'supervise', { cause: 'media', level: 2, reason_text: '今晚必须亮灯' })
const du = await at('duban', {}, '/console/supervision')
await du.page.getByText('今晚必须亮灯').waitFor()
await picture(du.page, 'supervision-1280', false)
expect(true, 'the supervision list tells what is owed and why')

// --- ten thousand rows ------------------------------------------------------------------------------------------------------------------------------
const model = (await call('GET', `${server.api}/cases?limit=1`, undefined, await as('paidan'))).body.rows[0]
const first = Date.parse('2026-11-22T00:00:00Z')
const rowsFrom = (from) => Array.from({ length: 200 }, (_, n) => ({
  ...model, case_no: `HY-261122-${String(from + n).padStart(5, '0')}-0`, opened_at: new Date(first - (from + n) * 60_000).toISOString(), state: 'in_progress' }))
const scroller = await at('paidan')
await scroller.page.route('**/api/v1/cases?*', (route) => {
  const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
  return route.fulfill({ json: { rows: rowsFrom(from), next: from + 200 < 10_000 ? String(from + 200) : '', moves: [], sum: 0, hidden: 0 } })
})
await scroller.page.route('**/api/v1/cases/HY-261122-*', (route) => route.fulfill({ status: 404, json: { type: 'urn:huiyin:problem:unknown_case', title: '', status: 404 } }))
await scroller.refused(async () => {
  await scroller.page.goto(`${server.base}/console/queue?tab=open`)
  await scroller.page.locator('.case-row').first().waitFor()
  const frames = await scroller.page.evaluate(async () => {
    const list = document.querySelector('.list')
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const rows = () => list.querySelector('ul').offsetHeight / 52
    while (rows() < 10_000) {
      list.scrollTop = list.scrollHeight
      await frame()
    }
    // Back to the top: a wheel turned quickly for a while, then flung.
    const scrolled = async (by, count) => {
      const taken = []
      let last = await frame()
      for (let n = 0; n < count && list.scrollTop > 0; n++) {
        list.scrollTop -= by
        const at = await frame()
        taken.push(at - last)
        last = at
      }
      return taken
    }
    const wheel = await scrolled(150, 120)
    const drawn = list.querySelectorAll('li').length
    return { rows: rows(), drawn, wheel, fling: await scrolled(3000, 400) }
  })
  for (const [how, taken] of [['wheel', frames.wheel], ['fling', frames.fling]]) {
    const sorted = taken.sort((a, b) => a - b)
    const of = (share) => sorted[Math.floor((sorted.length - 1) * share)].toFixed(1)
    console.log(`${frames.rows} rows, ${how}: ${sorted.length} frames, median ${of(0.5)} ms, p95 ${of(0.95)} ms, longest ${of(1)} ms`)
  }
  expect(frames.rows === 10_000, 'a queue of ten thousand cases is read to its end by scrolling', `${frames.rows}`)
  expect(frames.drawn < 60, 'of which only those in sight are drawn', `${frames.drawn}`)
})

// --- nobody's errors, then everybody: axe and pictures -------------------------------------------------------------------------------------------------
for (const one of [lu, li, wang, feng, tang, zuo, du, scroller]) {
  expect(one.faults.length === 0, 'no error in the browser', one.faults.join('; '))
  if (one !== lu && one !== tang) await one.context.close()
}
const views = {
  queue: ['paidan', '/queue?tab=open'], case: ['paidan', `/cases/${work}`], desk: ['paidan', '/desk'], whistles: ['paidan', '/whistles'],
  supervision: ['paidan', '/supervision'], callbacks: ['huifang', '/callbacks'], lost: ['paidan', '/no/such/page'],
}
const settled = async (on, path) => {
  await on.goto(`${server.base}/console${path}`)
  await on.locator('.rail').waitFor()
  await on.waitForFunction(() => !document.querySelector('[aria-busy=true]') && document.querySelector('h1, .case-row'))
}
const cookies = { paidan: await lu.context.cookies(), huifang: await tang.context.cookies() }
await lu.context.close()
await tang.context.close()
let rules = 0
const found = []
const look = async (on, name) => {
  const told = await axe(on)
  rules += told.passes
  found.push(...told.faults.map((fault) => `${name}: ${fault}`))
}
let looked = 0
// Each page is opened once and shown in both languages and themes by its own switches.
const inAllLooks = async (on, name) => {
  for (const language of ['zh', 'en']) {
    if (language === 'en') await on.getByRole('button', { name: 'EN English' }).click()
    for (const theme of ['light', 'dark']) {
      await on.evaluate((wanted) => { document.documentElement.dataset.theme = wanted }, theme)
      await look(on, `${name} ${language} ${theme}`)
      looked++
      if (name === 'queue' && !(language === 'zh' && theme === 'light')) await picture(on, `queue-1280${language === 'en' ? '-english' : ''}${theme === 'dark' ? '-dark' : ''}`, false)
    }
  }
  await on.evaluate(() => localStorage.setItem('huiyin.language', 'zh'))
}
const reader = await person(browser, { width: 1280, keep: { 'huiyin.signedIn': 'yes' } })
await reader.refused(async () => {
  await reader.page.goto(`${server.base}/console/sign-in`)
  await reader.page.locator('form').waitFor()
  await inAllLooks(reader.page, 'sign-in')
  for (const [name, [login, path]] of Object.entries(views)) {
    await reader.context.addCookies(cookies[login])
    await settled(reader.page, path)
    // The queue with a form open, as it mostly is.
    if (name === 'queue') await reader.page.keyboard.press('n')
    await inAllLooks(reader.page, name)
  }
})
expect(reader.faults.length === 0, 'no error in the browser', reader.faults.join('; '))
await reader.context.close()
const wide = await person(browser, { width: 1920, keep: { 'huiyin.signedIn': 'yes' } })
await wide.refused(async () => {
  await wide.context.addCookies(cookies.paidan)
  for (const name of ['queue', 'desk', 'whistles']) {
    await settled(wide.page, views[name][1])
    await picture(wide.page, `${name}-1920`, false)
    await look(wide.page, `${name} at 1920`)
  }
})
await wide.context.close()
console.log(`axe: ${looked} pages, ${rules} rules passed, ${found.length} findings`)
expect(found.length === 0, 'axe finds nothing on any page, in both languages and themes', `\n  ${found.join('\n  ')}`)

for (const width of [768, 1920]) {
  const wide = await person(browser, { width, keep: { 'huiyin.signedIn': 'yes' } })
  await wide.context.addCookies(cookies.paidan)
  for (const name of ['queue', 'case', 'desk', 'supervision']) {
    await settled(wide.page, views[name][1])
    if (width > 1180 && ['queue', 'case'].includes(name)) await wide.page.locator('.case-map[data-shows]').first().waitFor()
    await picture(wide.page, `${name}-${width}`, false)
    if (await wide.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${name}: wider than ${width}`)
  }
  await wide.context.close()
}
expect(found.length === 0, 'no page is wider than its screen', found.join('; '))

await browser.close()
await stopped(server)
const verified = run('verify', site.path, '--store', site.store)
expect(verified.status === 0, 'what was written verifies', verified.err)
site.remove()
finish()
