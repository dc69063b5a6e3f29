import { defineConfig } from 'vite'
import { appConfig } from '../../config/app'

export default defineConfig(appConfig('resident', '/', 5173, 'huiyin'))
