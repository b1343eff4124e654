import type { ErrorCode } from '../../../contracts/errors.ts';

/** What the server says no with, in Chinese: every code of its catalogue. In English it says it itself. */
export const problems: Readonly<
  Record<ErrorCode, { readonly title: string; readonly mend: string }>
> = {
  invalid_request: { title: '请求不符合接口约定', mend: '请更正列出的字段后重新提交。' },
  invalid_json: {
    title: '请求正文不是 JSON',
    mend: '请发送 UTF-8 编码的有效 JSON；批量用 NDJSON。',
  },
  unauthenticated: {
    title: '尚未登录，也没有有效的 API 密钥',
    mend: '请登录，或带上有效的 API 密钥。',
  },
  wrong_signature: {
    title: '签名与正文不符',
    mend: '请用共享密钥按“时间戳.正文”计算 HMAC-SHA256（十六进制），五分钟内发送。',
  },
  wrong_credentials: {
    title: '登录名或密码不对',
    mend: '请再试一次；管理员密码可用 linchpin key admin 重设。',
  },
  forbidden: {
    title: '没有做这件事的权限',
    mend: '请让管理员授予列出的权限，或换用有该权限的密钥。',
  },
  password_change_required: { title: '一次性密码只能用来设置新密码', mend: '请先设置自己的密码。' },
  provider_login_refused: {
    title: '身份提供方认识您，但这里没有放行',
    mend: '请让管理员把您的组对应到角色，或放行您的域名。',
  },
  provider_unavailable: {
    title: '身份提供方没有正常应答',
    mend: '请再试；仍不行请对照核对签发方、客户端和密钥设置。',
  },
  last_admin: { title: '必须至少留一位管理员', mend: '请先把管理员角色授予另一人。' },
  not_found: { title: '这里没有这个对象', mend: '请核对路径和编号。' },
  no_sample: { title: '这里没有示例公司', mend: '无需离开：这里的数据就是您自己的。' },
  no_tracking_links: {
    title: '这里还没有开通顾客的订单页面',
    mend: '请把 LINCHPIN_TRACKING_SECRET 设为 32 位以上的随机字符（每个进程相同），然后重启。',
  },
  no_mail_server: {
    title: '尚未设置邮件服务器',
    mend: '请设置 LINCHPIN_SMTP_URL（含登录信息）和 LINCHPIN_MAIL_FROM，然后重启。',
  },
  mail_refused: {
    title: '邮件服务器没有接收邮件',
    mend: '请检查收件地址；再核对 LINCHPIN_SMTP_URL 和 LINCHPIN_MAIL_FROM。',
  },
  method_not_allowed: { title: '该路径不接受这种方法', mend: '请改用 Allow 头列出的方法。' },
  idempotency_key_reused: {
    title: '这个幂等键用过，但正文不同',
    mend: '重发原来的正文可取回原来的结果，否则请换一个新键。',
  },
  external_id_reused: {
    title: '该渠道已用这个外部单号下过另一张订单',
    mend: '重发原正文可取回原结果；也可以修改原订单，或换一个外部单号。',
  },
  insufficient_stock: { title: '库存不足', mend: '请把数量减到可用数以内，或允许缺货登记。' },
  no_location_serves_destination: {
    title: '没有仓点能发到这个目的地',
    mend: '请添加到该目的地的承运线路，或更正地址。',
  },
  cannot_serve_unsplit: { title: '没有一个仓点能整单发出', mend: '请允许拆单，或减少数量。' },
  illegal_transition: {
    title: '当前状态不允许这样做',
    mend: '请看列出的状态；状态图说明哪些可行。',
  },
  second_person_needed: {
    title: '这件事要由另一个人决定',
    mend: '请找一位没有提交也没有提议过它的人。',
  },
  settled_by_fact: {
    title: '所涉及的事情有了结果，它才算结束',
    mend: '请到每个 subjects 所在之处给出结果：流程对外的调用用 POST /v1/flow-effects/ID/settle。最后一个有了结果，它会自动关闭。',
  },
  login_in_same_hands: {
    title: '您的账号与绘制者的账号可能出自同一人之手',
    mend: '请找一位账号未被绘制者创建、未被其设密码或加角色的人（自开始绘制以来及最近七天内）；或请另一位人员管理员、或用命令行，给 login 指明的账号换一个新密码。',
  },
  refused_by_flow: {
    title: '参与决定的流程拒绝了这一请求',
    mend: '按原因更正后重试；flow 和 node 指明是哪一步，运营人员可在 GET /v1/flows/FLOW 查看。',
  },
  connector_in_use: {
    title: '已启用的流程正在使用该连接器',
    mend: '先停用 flows 中列出的流程，或发布不再使用它的版本，然后再移除。',
  },
  asset_in_use: {
    title: '有流程在使用它',
    mend: '请先让列出的流程改用别的，或将其弃用：提交这些流程的人会收到提示。',
  },
  call_refused_by_flow: { title: '接口背后的流程拒绝了这次调用', mend: '按原因更正后再调用。' },
  flow_failed: {
    title: '接口背后的流程未能完成',
    mend: '请联系接口的维护者：在 GET /v1/flow-runs?flow=FLOW 可看到停在哪个节点。用同一 Idempotency-Key 再调用会得到同样的应答。',
  },
  flow_not_sound: { title: '流程照现在的画法还不能运行', mend: '请改好节点上标出的问题，再发布。' },
  version_conflict: { title: '您读取之后它已被改过', mend: '请重新读取，在新版本上再改一次。' },
  already_exists: { title: '这个代码或编号已经存在', mend: '请换一个代码，或修改已有的那个。' },
  not_returnable: {
    title: '退不了这么多',
    mend: '最多只能退已发出、尚未退回、也不在其他未完成退货里的数量。',
  },
  flow_against_policy: {
    title: '流程违反策略',
    mend: '请修改标出的节点；仅为提醒的检查结果可以保留。',
  },
  goods_missing: {
    title: '货物已不在质检中',
    mend: '有人已把它们移出库存：请先更正该仓点的库存，再继续处理退货。',
  },
  too_much_credit: { title: '要退的钱多于订单金额', mend: '最多退列出的金额。' },
  positions_promised: {
    title: '已承诺的库存不能拿走',
    mend: '请先取消占用它的订单或重新寻源，再试。',
  },
  insufficient_quantity: {
    title: '数量不够扣减',
    mend: '最多扣减列出的数量；残损或质检中的先转出该状态。',
  },
  gift_card_spent: { title: '礼品卡余额不足', mend: '最多用到余额，其余换一种支付方式。' },
  nothing_to_refund: {
    title: '没有可退的款',
    mend: '只能退超出应付的已付款：请先减免或取消，或手工登记实付款。',
  },
  fulfilment_blocked: { title: '该单作业已停', mend: '请先解除列出的挂起或处理付款，再试。' },
  wrong_sku: { title: '扫到的不是这里要的商品', mend: '请放回去，扫列出的那个，或报缺货。' },
  weight_differs: {
    title: '箱重与内容不符',
    mend: '请清点箱内商品；确认秤没有问题时，可选择接受该重量。',
  },
  no_carrier: {
    title: '没有承运服务能把这些包裹送到该地址',
    mend: '请改装更小的包裹，或添加可达的服务。',
  },
  wrong_pick_up_code: { title: '提货码不对', mend: '请向顾客核对到货通知里的提货码。' },
  manifest_closed: { title: '交接单已关闭', mend: '承运商已收走：请联系承运商拦截，或等它退回。' },
  payload_too_large: { title: '正文太大', mend: '请分批发送；批量接单每次最多 100,000 行。' },
  unsupported_media_type: {
    title: '这里不接受该内容类型',
    mend: '请用 application/json；批量接单用 application/x-ndjson。',
  },
  unknown_reference: { title: '引用了不存在的对象', mend: '请先建立列出的对象，或更正代码。' },
  lots_mismatch: {
    title: '批次或序列号与货物不符',
    mend: '所列批次要可用且数量相加相符，每件一个序列号。',
  },
  total_mismatch: {
    title: '金额对不上',
    mend: '合计 = 商品 − 折扣 + 税 + 费用；请更正列出的金额。',
  },
  invalid_custom_fields: { title: '自定义字段不符合渠道的规定', mend: '请更正列出的字段。' },
  invalid_settings: { title: '设置自相矛盾', mend: '请更正列出的内容。' },
  precondition_failed: { title: '您读取之后它已被改过', mend: '请重新读取，在新版本上再改一次。' },
  rate_limited: { title: '请求太频繁', mend: '请按 Retry-After 的秒数等待后再试。' },
  quarantined: {
    title: '这个命令没能执行，已留存待查',
    mend: '数据没有任何变化。运维可在隔离区查看并重试。',
  },
  internal: { title: '我们这边出错了', mend: '请再试；凭追踪号可在日志里找到原因。' },
  overloaded: { title: '队列已满', mend: '请按 Retry-After 的秒数等待，再发同样的请求。' },
  database_unavailable: {
    title: '数据库暂时没有应答',
    mend: '请按 Retry-After 的秒数等待，用同一个键再发同样的请求。',
  },
  stopping: {
    title: '该进程正在停止',
    mend: '请再发一次同样的请求，其他进程或重启后的进程会应答。',
  },
};
