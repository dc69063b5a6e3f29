// Photos of the queue: made small when they are taken, sent up before the words that show them.
import { newKey, shrunk, uploadPhoto, type Client } from '@huiyin/api'

export interface KeptPhoto {
  id: string
  blob: Blob
  photo?: string // the server's name for it, once it has gone up
  sentAt?: string
}

// The server lets an unused photo go after a day: an older one goes up anew.
const kGoodForMs = 20 * 3600_000

export const keptPhoto = async (file: Blob): Promise<KeptPhoto> => ({ id: newKey(), blob: await shrunk(file) })

export const isUp = (photo: KeptPhoto, now = Date.now()) =>
  photo.photo !== undefined && now - Date.parse(photo.sentAt ?? '') < kGoodForMs

export async function sendUp(photo: KeptPhoto, server: Client): Promise<void> {
  photo.photo = await uploadPhoto(server, photo.blob)
  photo.sentAt = new Date().toISOString()
}
