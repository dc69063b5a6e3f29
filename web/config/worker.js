// Keeps the app itself in the browser, so that it opens without a network. Cases are never kept here: what the server
// answers is always asked for, and what an app needs on the way lies in its own store.
const kept = '__NAME__-__VERSION__'
const files = __FILES__

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name.startsWith('__NAME__-') && name !== kept) await caches.delete(name)
    await self.clients.claim()
  }
  event.waitUntil(tidy())
})

const page = async (request) => {
  try {
    const answer = await fetch(request)
    if (answer.ok) return answer
  } catch {
    // no network: the page that is kept
  }
  return (await caches.match(self.registration.scope)) ?? Response.error()
}

const file = async (request) => (await caches.match(request)) ?? fetch(request)

// Below the residents' app at "/" lie the other apps and the interfaces.
const scope = new URL(self.registration.scope).pathname
const isOurs = (path) => path.startsWith(scope) && !/^(api|field|console|open311|tiles|log)(\/|$)/.test(path.slice(scope.length))

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || !isOurs(url.pathname)) return
  if (event.request.mode === 'navigate') event.respondWith(page(event.request))
  else if (files.includes(url.pathname)) event.respondWith(file(event.request))
})
