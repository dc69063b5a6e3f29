// The day of a grid worker in a real browser against the real program: the walk, ten findings without a signal, the way back,
// two people at one case; by everybody (axe in both languages and themes). Pictures are taken on the way.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { album, axe, buildScreens, launch, person } from './lib/browser.mjs'
import { call, expect, finish, freshSite, run, signIn, start, stopped } from './lib/server.mjs'

const point = { lat: 41.305, lon: 123.7905 }
const worker = 'xiaoyuan1'
const unit = 'liutang.xiaoyuan.1'

buildScreens()
const site = freshSite('sqlite')
writeFileSync(join(site.path, 'points.csv'), `code,name_zh,name_en,kind,grid,lat,lon
990101001001001-01,晓园小区,Xiaoyuan Estate,estate,990101001001001,41.3051,123.7906
990101001001001-02,健身广场,Fitness Square,square,990101001001001,41.3056,123.7911
`)
const applied = run('apply', site.path, '--store', site.store)
if (applied.status !== 0) throw new Error(`apply: ${applied.out}${applied.err}`)
const server = await start(site, '--intake-limits', 'off')
const browser = await launch()
const picture = await album(browser, 'field')
const sessions = new Map()
const as = async (login) => {
  if (!sessions.has(login)) sessions.set(login, await signIn(server, site, login))
  return sessions.get(login)
}

// Others at their desks, by the interface.
const read = async (login, caseNo) => (await call('GET', `${server.api}/cases/${caseNo}`, undefined, await as(login))).body
const act = async (login, caseNo, command, form = {}) => {
  const { version } = await read(login, caseNo)
  const answer = await call('POST', `${server.api}/cases/${caseNo}/commands/${command}`, { version, ...form }, await as(login))
  if (answer.status !== 200) throw new Error(`${command}: ${answer.status} ${JSON.stringify(answer.body)}`)
}
const sent = async (description, at, dispatched) => {
  const made = await call('POST', `${server.api}/cases`, { programme: 'snap_report', description, category: '0106', place: at })
  const caseNo = made.body.case_no
  await act('paidan', caseNo, 'accept', { choice: 'here' })
  await act('paidan', caseNo, 'triage', { category: '0106' })
  await act('paidan', caseNo, 'dispatch', dispatched)
  return caseNo
}
const latest = async () => {
  const { rows } = (await call('GET', `${server.api}/cases?programme=grid_finding&limit=1`, undefined, await as('paidan'))).body
  return read('paidan', rows[0].case_no)
}
const shown = (page, text) => page.getByText(text, { exact: false }).first().waitFor()
const allSent = (at) => at.locator('.chip', { hasText: '已上传' }).waitFor()
const named = (page, name) => page.getByRole('button', { name, exact: true })

const near = await sent('单元门口路灯不亮', { lat: 41.30505, lon: 123.79055 }, { lead: unit })
const far = await sent('小区北门路灯忽明忽暗', { lat: 41.3062, lon: 123.7917 }, { lead: unit })
const middle = await sent('健身角路灯灯罩掉落', { lat: 41.3055, lon: 123.7910 }, { lead: unit })
const part = await sent('路灯线路被树枝压住，请协助', { lat: 41.3052, lon: 123.7908 }, { lead: 'urban', parts: [unit] })

// --- in the morning: sign in, the walk ------------------------------------------------------------------------------------
const dong = await person(browser, { point })
const { page, context } = dong
const enter = async (at, password = site.passwords.get(worker)) => {
  await at.getByLabel('账号').fill(worker)
  await at.getByLabel('密码').fill(password)
  await named(at, '登录').click()
}
await page.goto(`${server.base}/field/`)
await page.getByLabel('账号').waitFor()
await picture(page, 'sign-in-360')
await dong.refused(async () => {
  await enter(page, 'wrong')
  await shown(page, '账号或密码不对')
})
await enter(page)
await page.locator('article').nth(3).waitFor()
await shown(page, '4 件等我办')
const walk = () => page.locator('article h3 a').allInnerTexts()
expect(JSON.stringify(await walk()) === JSON.stringify(['单元门口路灯不亮', '路灯线路被树枝压住，请协助', '健身角路灯灯罩掉落', '小区北门路灯忽明忽暗']),
  'today is a list in walking order, one\'s part in a case of others among it', (await walk()).join(' / '))
expect(await page.locator('article').first().innerText().then((text) => /就在这里/.test(text) && /前/.test(text)), 'each with its distance and its clock')
await picture(page, 'today-360')

await page.getByRole('link', { name: '单元门口路灯不亮' }).click()
await named(page, '签收').click()
await named(page, '签收').click()
await named(page, '开始办理').waitFor()
expect((await read('paidan', near)).state === 'accepted', 'what is done with a signal is done at once')

// --- without a signal ---------------------------------------------------------------------------------------------------------
await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
const go = (path) => page.goto(`${server.base}/field${path}`)
const commanded = async (caseNo, title, fields = {}) => {
  await go(`/c/${caseNo}`)
  await named(page, title).click()
  for (const [label, words] of Object.entries(fields)) await page.getByLabel(label).fill(words)
  await page.locator('form').getByRole('button', { name: title, exact: true }).click()
  await shown(page, `已放入上传：${title}`)
}
const camera = 'web/apps/field/public/icon-192.png'
const findings = ['楼道口堆放旧家具', '井盖松动', '消防通道停电动车', '垃圾桶满溢', '绿化带裸土', '围栏断一根', '小广告三处', '晾衣绳跨人行道', '台阶缺角', '路面坑洼']
await dong.refused(async () => {
  await context.setOffline(true)
  await commanded(near, '开始办理')
  await shown(page, '待上传 1')
  await commanded(near, '进展', { 说明: '已到现场，灯座进水' })
  await commanded(far, '签收')
  await named(page, '开始办理').waitFor()
  expect(await page.getByText('上传后应为').isVisible(), 'the step after the next is offered as it was seen before')
  await commanded(far, '开始办理')
  await commanded(middle, '签收')
  await commanded(part, '协办签收')
  await picture(page, 'queued-case-360', false)

  await go('/found')
  await page.getByLabel('一趟一起发').check()
  for (const words of findings.slice(0, 9)) {
    await page.getByLabel('发现了什么').fill(words)
    await page.locator('.tiles button').first().click()
    await shown(page, `已记入本趟：${words}`)
  }
  await page.getByLabel('发现了什么').fill(findings[9])
  await page.reload()
  await shown(page, '本趟已记 9 件')
  expect(await page.getByLabel('发现了什么').inputValue() === findings[9], 'a reload without a signal costs neither findings nor words')
  await page.locator('form input[type=file]').first().setInputFiles(camera)
  await page.getByRole('img', { name: /第 1 张/ }).waitFor()
  await page.getByRole('radio', { name: '上报' }).check()
  await named(page, '记下').click()
  await shown(page, '本趟已记 10 件')
  await picture(page, 'found-360', false)
  await page.getByRole('link', { name: '去上传' }).click()
  await page.getByRole('button', { name: '全部上传（10 件发现）' }).click()
  await shown(page, '没有信号，有信号时自动上传')
  await picture(page, 'queue-offline-360', false)

  // Meanwhile others work on the same cases.
  await act('duban', far, 'supervise', { level: 1, cause: 'overdue', reason_text: '多次反映' })
  await act('paidan', middle, 'transfer', { to: 'power_co', reason: 'not_ours' })

  // The first finding arrives, but its answer is lost on the way back.
  let lost = 0
  await page.route('**/api/v1/cases', async (route) => {
    if (route.request().method() !== 'POST' || lost++) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await context.setOffline(false)
  await page.locator('.conflict').nth(1).waitFor()
  await named(page, '现在上传').click()
  await page.locator('.chip', { hasText: '2 件要看' }).waitFor()
  await page.getByRole('heading', { name: '待上传 1', exact: true }).waitFor()
})
const opened = (await call('GET', `${server.api}/cases?programme=grid_finding&limit=50`, undefined, await as('paidan'))).body.rows
const found = await Promise.all(opened.map((row) => read('paidan', row.case_no)))
expect(JSON.stringify(found.map((one) => one.description).sort()) === JSON.stringify([...findings].sort()), 'ten findings are ten cases, each sent once', `${opened.length}`)
expect(found.find((one) => one.description === findings[9])?.state === 'triage', 'what was to follow a finding followed it')
expect(found.find((one) => one.description === findings[9])?.photos.length === 1, 'its photo went up before it')
const nearNow = await read('paidan', near)
expect(nearNow.state === 'in_progress' && nearNow.timeline.at(-1).words.note === '已到现场，灯座进水', 'steps of one case went in their order')
expect(nearNow.timeline.every((entry) => entry.kind !== 'progress' || entry.occurred_at === null || entry.occurred_at <= entry.at), 'and say when they happened')
expect((await read('paidan', part)).parties[0].state === 'doing', 'one\'s part is signed for')

// --- side by side -----------------------------------------------------------------------------------------------------------------
await page.unroute('**/api/v1/cases')
await page.evaluate(() => scrollTo(0, 0))
await picture(page, 'conflict-360', false)
const stale = page.locator('.conflict', { hasText: far })
expect(await stale.innerText().then((text) => ['我写的', '现在是', '督办', '后面还有 1 步'].every((word) => text.includes(word))), 'what I wrote stands beside what the case is now')
await stale.getByRole('button', { name: '再发一次' }).click()
await page.locator('.chip', { hasText: '1 件要看' }).waitFor()
await page.waitForFunction(() => !document.querySelector('main').innerText.includes('待上传'))
expect((await read('paidan', far)).state === 'in_progress', 'sent again it is done, and what waited behind it too')
const gone = page.locator('.conflict', { hasText: middle })
expect(await gone.innerText().then((text) => text.includes('现在已不能「签收」')), 'what is not possible any more says so')
await gone.getByRole('link', { name: '改' }).click()
await shown(page, '请选现在要做的')
await page.getByText('其他', { exact: true }).click()
await named(page, '备注').click()
await page.getByLabel('说明').fill('现场已看过，等供电公司')
await page.reload()
await page.getByText('其他', { exact: true }).click()
await named(page, '备注').click()
expect(await page.getByLabel('说明').inputValue() === '现场已看过，等供电公司', 'a form half written is there again after a reload')
await go('/queue')
await gone.getByRole('button', { name: '丢弃' }).click()
await gone.getByRole('button', { name: '丢弃' }).click()
await allSent(page)
expect(await page.locator('.item.dropped').count() === 1, 'what is dropped can be taken back')

// --- not for us, not in time, spoken with the requester --------------------------------------------------------------------------
const other = await sent('河边路灯杆倾斜', { lat: 41.3053, lon: 123.7907 }, { lead: unit })
await go(`/c/${other}`)
await named(page, '退单').click()
await page.getByRole('radio', { name: '不是我单位的职责' }).check()
await page.getByLabel('说明原因').fill('灯杆属水务局河道设施')
await page.getByLabel('依据').fill('河道设施移交清单')
await page.locator('form').getByRole('button', { name: '退单', exact: true }).click()
await shown(page, '请填：应由哪个单位办')
await page.getByLabel('应由哪个单位办').fill('水务')
await named(page, '明川区水务局').click()
await page.locator('form').getByRole('button', { name: '退单', exact: true }).click()
await shown(page, '已放入上传：退单')
await allSent(page)
expect((await read('paidan', other)).state === 'return_requested', 'a case is returned with its reason and its owner')
await go(`/c/${far}`)
await named(page, '联系诉求人').click()
await page.getByRole('radio', { name: '已联系上' }).check()
await page.locator('form').getByRole('button', { name: '联系诉求人', exact: true }).click()
await shown(page, '已放入上传：联系诉求人')
await allSent(page)
await named(page, '申请延期').click()
await page.getByLabel('延到什么时候').fill('2099-11-30T17:00')
await page.getByLabel('说明原因').fill('等灯具到货')
await page.locator('form').getByRole('button', { name: '申请延期', exact: true }).click()
await shown(page, '已放入上传：申请延期')
await allSent(page)
const asked = await read('paidan', far)
expect(asked.timeline.some((entry) => entry.kind === 'contact') && asked.asks.length === 1, 'the requester is spoken with, an extension is asked for', JSON.stringify(asked.asks))

// --- a session that ended ----------------------------------------------------------------------------------------------------------
await go(`/c/${near}`)
await named(page, '办结').click()
await page.getByLabel('办理结果').fill('更换灯座，已亮')
await dong.refused(async () => {
  await context.clearCookies()
  await page.locator('form').getByRole('button', { name: '办结', exact: true }).click()
  await shown(page, '登录已过期')
  await picture(page, 'expired-360', false)
  await page.getByLabel('密码').fill(site.passwords.get(worker))
  await named(page, '登录').click()
  await allSent(page)
})
expect((await read('paidan', near)).state === 'resolved', 'a session renewed in place sends what was written')

// --- put right on the spot, before and after -------------------------------------------------------------------------------------
await go('/found')
await page.getByLabel('一趟一起发').uncheck()
await page.getByLabel('发现了什么').fill('灭火器箱门脱落')
await page.getByRole('radio', { name: '就地办结' }).check()
await page.getByLabel('办理结果').fill('已装回并试过')
await named(page, '记下').click()
await shown(page, '请填：办理后照片')
for (const at of [1, 2]) await page.locator('form input[type=file]').nth(at).setInputFiles(camera)
await page.getByRole('img', { name: /第 1 张/ }).nth(1).waitFor()
await picture(page, 'on-the-spot-360', false)
await named(page, '记下').click()
await shown(page, '已记下：灭火器箱门脱落')
await allSent(page)
const onTheSpot = await latest()
expect(['closed', 'checking'].includes(onTheSpot.state) && onTheSpot.timeline.at(-1).photos.length === 2, 'put right on the spot with photos before and after', onTheSpot.state)
await go(`/c/${onTheSpot.case_no}`)
await page.locator('ol img').first().scrollIntoViewIfNeeded()
expect(await page.locator('ol img').first().evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), 'and the photos are seen')

// --- the round and the map ---------------------------------------------------------------------------------------------------------
await go('/round')
await page.getByLabel('叫什么').fill('配电房')
await named(page, '加上这里').click()
await page.getByRole('checkbox', { name: '配电房' }).check()
await page.reload()
await shown(page, '已到 1 处，共 3 处')
expect(await page.getByRole('checkbox', { name: '配电房' }).isChecked(), 'a round is ticked, and keeps its ticks')
await dong.refused(async () => {
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('checkbox', { name: '健身广场' }).waitFor()
  const round = await page.locator('.stop .name').allInnerTexts()
  expect(JSON.stringify(round) === JSON.stringify(['配电房', '晓园小区', '健身广场']), 'it goes by the fixed points of the grid, without a signal too', round.join(' / '))
  await context.setOffline(false)
})
await go('/map')
await page.locator('svg .mark').first().waitFor()
await page.locator('.plan > svg').click({ position: await page.locator('svg .mark').first().evaluate((mark) => {
  const [box, plan] = [mark.firstElementChild.getBoundingClientRect(), mark.ownerSVGElement.getBoundingClientRect()]
  return { x: box.x + box.width / 2 - plan.x, y: box.y + box.height / 2 - plan.y }
}) })
await page.getByRole('heading', { name: '地图上选中的' }).waitFor()
expect(await page.locator('svg .grid.mine').count() === 1, 'the map shows my grid and what is in it')

expect(dong.faults.length === 0, 'no error in the browser', dong.faults.join('; '))

// --- found without a signal, sent much later: another worker, whose grid has no fixed point --------------------------------------
const ma = await person(browser)
await ma.page.clock.install()
await ma.page.goto(`${server.base}/field/round`)
await ma.page.getByLabel('账号').fill('xiaoyuan2')
await ma.page.getByLabel('密码').fill(site.passwords.get('xiaoyuan2'))
await named(ma.page, '登录').click()
await ma.page.getByRole('checkbox', { name: '晓园第二网格' }).waitFor()
expect(true, 'a grid without fixed points is walked by its middle')
await ma.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
await ma.page.getByRole('link', { name: '发现' }).first().click()
await ma.refused(async () => {
  await ma.context.setOffline(true)
  await ma.page.getByLabel('发现了什么').fill('单车堵住盲道')
  await named(ma.page, '记下').click()
  await shown(ma.page, '待上传 1')
  await ma.page.clock.fastForward('02:00:00')
  await ma.context.setOffline(false)
  await allSent(ma.page)
})
const late = (await latest()).timeline[0]
expect(Date.parse(late.at) - Date.parse(late.occurred_at) > 3600_000, 'what was found long before it was sent is dated when it was found', `${late.at} ${late.occurred_at}`)
await ma.context.close()

// --- for everybody: axe on every page, and pictures ---------------------------------------------------------------------------------
const views = { today: '/', found: '/found', case: `/c/${far}`, queue: '/queue', map: '/map', round: '/round', me: '/me', lost: '/no/such/page' }
let rules = 0
let looked = 0
const faults = []
const themes = { light: ['light', false], dark: ['dark', false], night: ['dark', true] }
const telling = ['today', 'found', 'case']
const marks = { 'zh light': '', 'zh dark': '-dark', 'en light': '-english', 'en night': '-night' }
const small = () => page.evaluate(() => [...document.querySelectorAll('a, button, input:not([type=file]), select, textarea, summary, label.choice')]
  .filter((element) => !element.closest('.choice, p, .skip') || element.matches('label.choice'))
  .filter((element) => !element.closest('article h3, .item strong')) // the whole line is the link
  .map((element) => ({ text: element.innerText || element.getAttribute('aria-label') || element.tagName, box: element.getBoundingClientRect() }))
  .filter(({ box }) => box.height > 0 && (box.height < 47.5 || box.width < 47.5)).map(({ text, box }) => `${text} ${Math.round(box.width)}×${Math.round(box.height)}`))
for (const language of ['zh', 'en']) {
  await page.evaluate((spoken) => localStorage.setItem('huiyin.language', spoken), language)
  for (const [name, path] of Object.entries(views)) {
    await go(path)
    await page.locator('h1').waitFor()
    await page.locator('main[aria-busy=false]').waitFor()
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) faults.push(`${name} ${language}: wider than the phone`)
    faults.push(...(await small()).map((one) => `${name} ${language}: smaller than a gloved thumb: ${one}`))
    for (const [theme, [light, night]] of Object.entries(themes)) {
      // Night is a dark theme with more contrast: a few pages tell.
      if (theme === 'night' && (language === 'zh' || !telling.includes(name))) continue
      await page.evaluate(([light_, night_]) => Object.assign(document.documentElement.dataset, { theme: light_, night: String(night_) }), [light, night])
      const told = await axe(page)
      looked++
      rules += told.passes
      faults.push(...told.faults.map((fault) => `${name} ${language} ${theme}: ${fault}`))
      const mark = marks[`${language} ${theme}`]
      if (mark === '' || (mark && telling.includes(name))) await picture(page, `${name}-360${mark}`, false)
    }
  }
}
console.log(`axe: ${looked} pages, ${rules} rules passed, ${faults.length} findings`)
expect(faults.length === 0, 'axe finds nothing on any page, in both languages and all themes, and every target is 48 px', `\n  ${faults.join('\n  ')}`)

await page.evaluate(() => {
  for (const [name, value] of [['huiyin.language', 'zh'], ['huiyin.theme', 'light'], ['huiyin.size', 'large']]) localStorage.setItem(name, value)
})
for (const name of ['today', 'found', 'queue']) {
  await go(views[name])
  await page.locator('h1').waitFor()
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) expect(false, `${name} in large type fits the phone`)
  await picture(page, `${name}-360-large`, false)
}
await page.evaluate(() => localStorage.setItem('huiyin.size', 'normal'))
await page.setViewportSize({ width: 768, height: 900 })
for (const name of ['today', 'case', 'queue', 'map']) {
  await go(views[name])
  await page.locator('h1').waitFor()
  await page.locator('main[aria-busy=false]').waitFor()
  await picture(page, `${name}-768`, false)
}
expect(dong.faults.length === 0, 'no error in the browser', dong.faults.join('; '))

await browser.close()
await stopped(server)
const verified = run('verify', site.path, '--store', site.store)
expect(verified.status === 0, 'what was written verifies', verified.err)
site.remove()
finish()
