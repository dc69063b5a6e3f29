// Keeps the app itself in the phone, so that it opens without a signal. Cases are never kept here: what is needed on the way
// lies in the app's own store, and goes when its owner signs out.
const kept = 'field-__VERSION__'
const files = __FILES__

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name.startsWith('field-') && name !== kept) await caches.delete(name)
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

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (event.request.mode === 'navigate') event.respondWith(page(event.request))
  else if (files.includes(url.pathname)) event.respondWith(file(event.request))
})
