import { defineConfig } from 'vite'
import { appConfig } from '../../config/app'

export default defineConfig(appConfig('console', '/console/', 5175))
