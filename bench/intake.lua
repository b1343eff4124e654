-- Places orders with wrk, every one different. bench/intake.ts starts it as
--   wrk ... -s intake.lua URL -- FILE PREFIX SECONDS SKUS
-- with the file of order texts (bench/order-texts.ts) and the API key in LINCHPIN_KEY, and reads the
-- last line. For SECONDS every connection sends its next order when it has its answer; then the
-- connections rest until wrk ends, so that every order that was sent is also answered and counted.

local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } moment;
  int clock_gettime(int clock, moment *now);
]]

local moment = ffi.new("moment")
local REST_MILLISECONDS = 3600000
local texts, prices = {}, {}
local prefix, duration, skus, head
local began = nil

-- Read by done() from outside.
sent = 0
answeredInTime = 0
measuredSeconds = 0

local function now()
  ffi.C.clock_gettime(1, moment)
  return tonumber(moment.seconds) + tonumber(moment.nanoseconds) / 1e9
end

function init(args)
  for line in io.lines(args[1]) do
    local first, second, text = line:match("^(%d+) (%d+) (.*)$")
    texts[#texts + 1] = text
    prices[#prices + 1] = { tonumber(first), tonumber(second) }
  end
  prefix, duration, skus = args[2], tonumber(args[3]), tonumber(args[4])
  math.randomseed(os.time())
  head = "POST /v1/orders HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port ..
    "\r\nAuthorization: Bearer " .. os.getenv("LINCHPIN_KEY") ..
    "\r\nContent-Type: application/json\r\nContent-Length: "
end

function delay()
  if began == nil then began = now() end
  local passed = now() - began
  if passed < duration then return 0 end
  if measuredSeconds == 0 then
    measuredSeconds = passed
    answeredInTime = sent
  end
  return REST_MILLISECONDS
end

local format, random = string.format, math.random

function request()
  -- wrk asks once for a request that it does not send, to see what requests look like.
  if began ~= nil then sent = sent + 1 end
  local index = random(#texts)
  local price = prices[index]
  local id = prefix .. sent
  local first, second = random(2), random(2)
  local body = format(
    '%s{"sku":"SKU-%05d","quantity":%d,"unitPriceMinor":%d},{"sku":"SKU-%05d","quantity":%d,"unitPriceMinor":%d}],' ..
    '"payment":{"kind":"captured","amountMinor":%d,"reference":"pay-%s"},"externalId":"%s"}',
    texts[index], random(0, skus - 1), first, price[1], random(0, skus - 1), second, price[2],
    first * price[1] + second * price[2], id, id)
  return head .. #body .. "\r\n\r\n" .. body
end

local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

function done(summary, latency)
  local thread = threads[1]
  local errors = summary.errors
  io.write(format(
    '\n{"sent":%d,"answered":%d,"answeredInTime":%d,"measuredSeconds":%.6f,"p50Ms":%.3f,"p99Ms":%.3f,"maxMs":%.3f,"notAccepted":%d,"broken":%d}\n',
    thread:get("sent"), summary.requests, thread:get("answeredInTime"), thread:get("measuredSeconds"),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    errors.status, errors.connect + errors.read + errors.write))
end
