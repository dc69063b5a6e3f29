// An order and a small wish: asked for by residents, published, taken by a volunteer who signs in, done, thanked for.
import { axe, person } from '../lib/browser.mjs'
import { call, expect } from '../lib/server.mjs'
import { caseNoOf, inEveryLook, shown } from '../lib/pages.mjs'

const button = (page, name) => page.getByRole('button', { name, exact: true })
// A step: its button opens the form, the form sends it.
const step = async (page, name) => {
  await button(page, name).click()
  await page.locator('form').getByRole('button', { name, exact: true }).click()
}

const signIn = async (volunteer, site, login) => {
  const { page } = volunteer
  await page.getByText('我是志愿者').click()
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill('wrong')
  await volunteer.refused(async () => {
    await button(page, '登录').click()
    await shown(page, '账号或密码不对')
  })
  await page.getByLabel('密码').fill(site.passwords.get(login))
  await button(page, '登录').click()
}

// The answer to the first claim is lost on its way back: pressed again it is the same claim.
const claimed = async (volunteer) => {
  const { page } = volunteer
  let lost = 0
  await page.route('**/commands/claim', async (route) => {
    if (lost++) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await volunteer.refused(async () => {
    await step(page, '接单')
    await shown(page, '连不上网络')
  })
  await page.locator('form').getByRole('button', { name: '接单', exact: true }).click()
  await page.locator('header .clock').getByText('有志愿者愿意接单').waitFor()
  await page.unroute('**/commands/claim')
  expect(lost === 2, 'an order is taken once, however often it is sent')
}

// `asked`: whoever wrote the order, on its receipt.
export const help = async ({ server, site, browser, picture, act }, asked) => {
  const orderNo = caseNoOf(asked.page)
  const bai = await person(browser)
  const { page } = bai
  await page.goto(`${server.base}/help`)
  await page.getByRole('link', { name: '许一个微心愿' }).click()
  await page.getByLabel('说说您的心愿').fill('想要一副老花镜')
  await button(page, '按名称选').click()
  await page.getByLabel('搜街道、社区、网格').fill('长桥里')
  await page.getByRole('button', { name: /长桥里第一网格/ }).click()
  await button(page, '提交').click()
  await page.getByRole('status').getByText('已收到').waitFor()
  const wishNo = caseNoOf(page)
  for (const caseNo of [orderNo, wishNo]) await act('paidan', caseNo, 'publish')

  await page.goto(`${server.base}/help`)
  await page.locator('article').getByText('等待志愿者接单').waitFor()
  await page.getByLabel('街道').selectOption({ label: '鹤汀街道' })
  await shown(page, '这里现在没有人等帮忙')
  await page.getByLabel('街道').selectOption({ label: '柳塘街道' })
  await page.getByLabel('社区').selectOption({ label: '晓园社区' })
  await page.locator('article').getByText('等待志愿者接单').waitFor()
  await page.getByRole('button', { name: '微心愿' }).click()
  await shown(page, '这里现在没有人等帮忙')
  await page.getByLabel('社区').selectOption({ label: '全部社区' })
  await page.locator('article', { hasText: '长桥里社区' }).waitFor()
  expect(await page.getByText('老花镜').count() === 0, 'who needs a hand is listed by community, without their words')
  await picture(page, 'help-360')

  const bai2 = await person(browser)
  await taken(bai2, { server, site, act, picture }, orderNo)
  await givenBack(bai2, { server }, wishNo)
  await asResident(bai2, server)
  await thanked(asked, bai2, { server })
  await ended(bai2, { server }, wishNo)
  const found = await inEveryLook(bai2.page, [`${server.base}/help`, `${server.base}/c/${wishNo}`], axe)
  expect(found.length === 0, 'axe finds nothing on a volunteer\'s pages', `\n  ${found.join('\n  ')}`)
  for (const one of [bai, bai2]) {
    expect(one.faults.length === 0, 'no error in the browser', one.faults.join('; '))
    await one.context.close()
  }
}

const taken = async (bai, { server, site, act, picture }, orderNo) => {
  const { page } = bai
  await page.goto(`${server.base}/help`)
  await signIn(bai, site, 'zhiyuan')
  await shown(page, '白若溪，您好')
  await picture(page, 'volunteer-360')
  await page.locator('article a').first().click()
  await claimed(bai)
  await act('paidan', orderNo, 'confirm')
  await page.reload()
  await step(page, '开始服务')
  await page.locator('header .clock').getByText('服务中').waitFor()
  await button(page, '服务完成').click()
  await page.getByLabel('用了几个小时').fill('2')
  await page.getByLabel('做了些什么').fill('换了电池和旋钮')
  await page.reload()
  await button(page, '服务完成').click()
  expect(await page.getByLabel('做了些什么').inputValue() === '换了电池和旋钮', 'a reload costs a volunteer no word')
  await picture(page, 'volunteer-done-360')
  await page.locator('form').getByRole('button', { name: '服务完成', exact: true }).click()
  await page.locator('header .clock').getByText('待评价').waitFor()
  expect(true, 'a volunteer takes an order, starts and says that it is done')
}

const givenBack = async ({ page }, { server }, wishNo) => {
  await page.goto(`${server.base}/help?of=small_wish`)
  await page.locator('article a').first().click()
  await step(page, '接单')
  await page.locator('header .clock').getByText('有志愿者愿意接单').waitFor()
  await page.goto(`${server.base}/help?of=small_wish&show=taken`)
  await page.locator(`a[href="/c/${wishNo}"]`).click()
  await step(page, '放弃接单')
  await page.locator('header .clock').getByText('等待志愿者接单').waitFor()
  expect(true, 'what one took is listed, and can be given back')
}

// Signed in or not: what is reported here is a resident's.
const asResident = async ({ page }, server) => {
  await page.goto(`${server.base}/report`)
  await page.getByLabel('说说是什么事').fill('小区门口的长椅断了一根')
  await button(page, '按名称选').click()
  await page.getByLabel('搜街道、社区、网格').fill('听潮')
  await page.getByRole('button', { name: /听潮第一网格/ }).click()
  await button(page, '提交').click()
  await page.getByRole('status').getByText('已收到').waitFor()
  expect(await page.getByText('留好回执').isVisible(), 'a volunteer who reports something is a resident like any other')
}

const thanked = async ({ page }, bai, { server }) => {
  await page.reload()
  await page.getByText('换了电池和旋钮').first().waitFor()
  await page.locator('.thread').getByText('已安排志愿者').waitFor()
  await page.getByRole('radio', { name: '解决了', exact: true }).check()
  await page.getByRole('radio', { name: '非常满意' }).check()
  await page.getByLabel('想说的话').fill('谢谢您跑一趟')
  await button(page, '评价并致谢').click()
  await shown(page, '谢谢，评价已记下')
  const line = (await call('GET', `${server.api}/cases/${caseNoOf(page)}`)).body
  expect(line.state === 'closed', 'help is thanked for, and done with', line.state)
}

const ended = async ({ context, page, refused }, { server }, wishNo) => {
  const cookies = await context.cookies()
  await context.clearCookies()
  await refused(async () => {
    await page.goto(`${server.base}/c/${wishNo}`)
    await shown(page, '登录已过期')
  })
  expect(await button(page, '接单').count() === 0, 'a session that ended is said, and offers nothing')
  await context.addCookies(cookies)
  await page.reload()
  await button(page, '接单').waitFor()
}
