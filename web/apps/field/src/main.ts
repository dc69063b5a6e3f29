import '@huiyin/design/style.css'
import './style.css'
import { keptLanguage, provideTexts } from '@huiyin/i18n'
import { createApp } from 'vue'
import App from './App.vue'
import { recallPosition } from './lib/position'
import { readItems } from './lib/queue'
import { keepSending } from './lib/send'
import { texts } from './lib/session'
import { keepInStep, recallWork } from './lib/work'
import { router } from './router'

const app = createApp(App)
provideTexts(app, texts)
app.use(router)

// A page that was open while the screens were renewed asks for files that are gone: it starts again, the queue is kept.
addEventListener('vite:preloadError', () => { if (navigator.onLine) location.reload() })

async function open(): Promise<void> {
  // A language that cannot be fetched just now must not keep the app from opening.
  await texts.speak(keptLanguage()).catch(() => texts.speak('zh'))
  await Promise.all([readItems(), recallWork(), router.isReady()])
  keepSending()
  keepInStep()
  app.mount('#app')
  void recallPosition()
  // What waits to be sent must outlast a full phone.
  void navigator.storage?.persist?.()
  if ('serviceWorker' in navigator && import.meta.env.PROD) await navigator.serviceWorker.register('/field/sw.js')
}

void open()
