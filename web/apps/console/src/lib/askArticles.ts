import { answered } from '@huiyin/api'
import type { Article } from './articles'
import { server } from './session'

// Those the words of a case speak of; where they speak of none, those of its category.
export async function articlesFor(description: string, category: string): Promise<readonly Article[]> {
  const ask = (words: string) => answered(server.POST('/api/v1/suggestions', { body: { description: words, ...(category ? { category } : {}) } }))
  const { articles } = await ask(description)
  return articles.length > 0 || !category || description === '' ? articles : (await ask('')).articles
}
