// What the stories of the screens' tests share.
export const caseNoOf = (page) => new URL(page.url()).pathname.split('/').pop()
export const shown = (page, text) => page.getByText(text, { exact: false }).first().waitFor()

export const settled = async (page, address) => {
  await page.goto(address)
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
}

// One person's own pages in both languages and themes; what axe finds and what is wider than the screen, a line each.
export const inEveryLook = async (page, addresses, axe) => {
  const found = []
  for (const language of ['zh', 'en']) {
    await page.evaluate((spoken) => localStorage.setItem('huiyin.language', spoken), language)
    for (const address of addresses) {
      await settled(page, address)
      for (const theme of ['light', 'dark']) {
        await page.evaluate((wanted) => { document.documentElement.dataset.theme = wanted }, theme)
        found.push(...(await axe(page)).faults.map((fault) => `${address} ${language} ${theme}: ${fault}`))
      }
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${address} ${language}: wider than the screen`)
    }
  }
  await page.evaluate(() => localStorage.setItem('huiyin.language', 'zh'))
  return found
}
