// Requests at a constant rate, through all paths in turn; latencies count from when a request was due (coordinated omission corrected).
// Arguments: folder with node_modules/autocannon, address, token, requests a second, seconds, paths with a space between them.
import { createRequire } from 'node:module'

const [folder, url, token, rate, seconds, paths] = process.argv.slice(2)
const autocannon = createRequire(folder + '/')('autocannon')
const result = await autocannon({
  url,
  connections: 16,
  overallRate: Number(rate),
  duration: Number(seconds),
  requests: paths.split(' ').map((path) => ({ path, headers: { authorization: `Bearer ${token}` } })),
})
if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
console.log(`RESULT ${result.latency.p50} ${result.latency.p99}`)
