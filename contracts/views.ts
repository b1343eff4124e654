/**
 * What a field is. Everything that Linchpin answers is seen through this table, by the field's name and
 * at every depth: lists, details, answers to commands, history, streams, bulk answers and exports.
 */
export const FIELD_CLASS_NAMES = [
  'open',
  // Tells who a customer is and how to reach them.
  'personal',
  // Whom and where goods go to.
  'delivery',
  // What customers pay.
  'money',
  // What it costs us, and what follows from that.
  'cost',
  // How we work: staff, notes, reasons, settings.
  'internal',
  // Opens something. Fields of these names are kept in no quarantine.
  'secret',
] as const;
export type FieldClass = (typeof FIELD_CLASS_NAMES)[number];

/** Roles that see some fields only. Whoever also has a role that is not among them sees all. */
export const VIEW_ROLES = ['agent', 'worker', 'supplier', 'customer'] as const;
export type ViewRole = (typeof VIEW_ROLES)[number];

/** The classes that each of these roles sees. */
export const CLASSES_SEEN: Readonly<Record<ViewRole, readonly FieldClass[]>> = {
  agent: ['open', 'personal', 'delivery', 'money', 'internal'],
  worker: ['open', 'delivery'],
  supplier: ['open', 'delivery'],
  customer: ['open', 'personal', 'delivery', 'money'],
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * The class of every field name. A name that stands in no class is hidden from these roles, so that a
 * new field is shown to nobody by forgetting about it. A container hides all that it contains.
 */
export const NAMES_BY_CLASS: Readonly<Record<FieldClass, readonly string[]>> = {
  open: words(`
    purchaseOrder supplierReference mails part partLines
    components shipsTogether bundleLine
    quarantined chosen missing passedOver serial history what isBlind tolerance permille why counts variance
    unposted orders openingLot unused allotment
    account purchaseOrderNumber invoiceDueAt finalPaymentDueAt exchangeFor pickUpLocation
    id items nextCursor lookedBackTo line lines lineNumber sku skus code name names description title
    type status detail mend errors field message state states stage kind version since until key
    channel externalId orderExternalId orderId order reference references location locations countryCode
    quantity cancelledQuantity shippedQuantity deliveredQuantity returnedQuantity wanted wantedBy received
    priority paymentState stockState onHand reserved allocated damaged qualityControl safetyStock available
    availableNow availableFrom expectedAt reservedDelta allocatedDelta damagedDelta qualityControlDelta
    onHandDelta delta difference incomingReference isOpen isComplete isDue promised promisedAt promisedBefore collectBy nextDeadlineAt
    placedAt recordedAt occurredAt receivedAt createdAt changedAt closedAt announcedAt releasedAt expiresAt at dueAt
    shipments service shipAt deliverFrom deliverBy waitsFor waitsUntil milestone milestones events event eventId
    hasDecision cursor cancelledLines retryAfterSeconds repeated problem scope
    specversion subject traceparent time datacontenttype sequence recordedtime data
    dimensionsMillimetres length width height weightGrams language timeZone carrier mode
    from to allowed requires carriers askedQuantity rejectedLines
    returnId exchangeOrderIds exchangeOrderId photoIds exchangeSku receivedQuantity acceptedQuantity rejectedQuantity restockedQuantity
    refurbishingQuantity scrappedQuantity inspected trackingNumber verdict requestedAt stateSince stateBefore openedAt shipment
    mediaType bytes
    fulfilmentOrder fulfilmentOrders wave box boxTypes cartons parcels picks picker isShort lot serials aisle slots
    desk innerMillimetres outerMillimetres tareGrams acceptsWeight isAccepted xMillimetres yMillimetres
    shippedAt disposition counted bucket sent differences steps remaining taken expired ended isMoreDue
    giftCards tender operation operations of capture authorisation outcome remainder
    place proof photo startedAt endedAt rowsRead rowsRejected row isDelivered bom columns
    originCountryCode expected sentAt
    changeRequests changeRequest group askedAt answeredAt tracking units picked packed shipped dropped lots number
    sscc gate shipBy slot manifest manifests proofOfDelivery bookedAt deliveredAt collectionAt lineCount pickListsOpen
    plannedAt pickList pickLists lengthMillimetres slotOrderLengthMillimetres day parcelCount waves left
    isPickUp fulfilmentState putBack shippedLines deliveredLines short isLate keepsPromise
    document needs
    shop situation destination pickUp returns parcel link isSample`),
  // Into `note` and `reason` people write whatever they know: «Mrs Wang rang, her number is …». Nothing tells a name in
  // there from any other word, so whoever may not see names sees neither, also where a reason is a code. Locations and
  // suppliers are told what to do by fields that have a form: kinds, states, lines, quantities. Agents see both, and
  // customers those of their own orders.
  personal: words(`
    pickUpCode customer customerName email phone login customerEmail attributes note inspectionNote
    reason`),
  delivery: words(`
    shipTo shipFrom address company district city regionCode postalCode latitude longitude recipient signedBy`),
  money: words(`
    money total
    creditLimitMinor exposureMinor depositMinor
    currency totals totalMinor goodsMinor discountMinor taxMinor chargesMinor charges paidMinor amountMinor
    unitPriceMinor payment payments creditedMinor refundMinor authorisedMinor balanceMinor deductionMinor dueMinor
    issuedMinor refund`),
  cost: words(`
    cost costMinor insteadCostMinor carbonMinor shippingMinor handlingMinor latenessMinor stockMinor valueMinor
    addedMinor splitPenaltyMinor handlingMinorPerShipment handlingMinorPerUnit priceMinor extraKilogramMinor
    brackets stockWorthPermille stockWorthFactor shippingFactor handlingFactor carbonMinorPerKilogram
    latenessMinorPerDay weights worth surchargeMinor fuelPermille currencies oversize dimensional remoteAreas`),
  internal: words(`
    matches locationKinds days demandDays servicePermille isActive rule demandMean demandDeviation everyDays
    tasksMax countEveryDays A B C isAfterShortPicks nextRunAt takenAt uploadedBy drifts decidedBy ours theirs
    drift causes cause likelihoodPermille parts evidence entryIds orderIds factor correction corrections
    causeChosen proposedBy posted ledgerId snapshotId isApproved
    unpaidDeposit collectWithinDays purchaseOrders
    finalPaymentDays
    orderKinds
    needsPurchaseOrderNumber
    netDays
    askedBy answeredBy nextWaveAt contract contracts
    actor source placedBy releasedBy createdBy by owner hold holds notes customFields customFieldsSchema roles reach
    action filters run selection holdKind matched waiting unchanged willAsk done asked failed undone notUndone impossible
    byPriority canUndo
    said isExcluded handlingDaysAdded
    carbonGrams latenessDays shipmentsBefore shipmentsAfter amended because rejected decisions rulesVersion
    before after settings table error body command facts
    capabilities customsCode leadTimeDays handlingDays cutoffMinuteOfDay dailyCapacityShipments holidays
    workingWeekdays closedLocations excludedLocations paymentDeadlineMinutes promiseTargetDays backorder split
    returnWindowDays releaseAfterMinutes maxWeightGrams lanes zones zone upToGrams movingWeekdays
    severity subjects subjectCount suggestion en level escalatesAt snoozedUntil resolvedAt resolvedBy resolution
    open overdue byKind limits routes hours chain afterMinutes slaMinutes clock minutes fromMinute toMinute
    input choice agrees storedChoice isOther otherKinds different
    hasBuiltIn template effects preview fields created
    parameters path minimum maximum isWhole mayBeNull options
    limitMinutes text requestedBy asks acceptedMinor carrierReference approveUpToMinor ourReasons restockingFeePermille
    refundCharges refundOn expireAfterDays
    role fieldClasses isLimitedBy
    scopes rateLimitPerSecond revokedAt lastUsedAt previousExpiresAt view put graceHours
    accountNumber adapter gs1CompanyPrefix ssccExtensionDigit cubicCentimetresPerKilogram girthMillimetres
    longestMillimetres rounding weightStepGrams postalCodePrefixes asksBeforeChanges booksShipment everyMinutes
    crossAislesMillimetres linesMax ordersMax unitsMax ordersPerPickListMax releasesAtOnce weightGramsMax
    weightTolerancePermille workAheadDays worksAfterCutoff
    canServe decidedAt decisionsPerSecond firstDifferent isOtherChoice lateShipments method plan
    promiseDays refusal refused seconds shipmentCount splitOrders services rules
    destinationCountryCode destinationRegionCodes destinationTimeZone distanceKilometres originRegionCodes
    transitDaysMax transitDaysMin
    addLines expectedVersion changeId placedFrom placedTo search
    allowedDomains clientId clientSecretVariable disabledAt identity isCurrent isDisabled isEnabled issuer rolesByClaim
    rolesClaim userAgent openedBy mustChangePassword provider secretVariable
    answer attempt attemptedAt attempts attemptsMax durationMs enabled eventType httpStatus isAll messageId resumeAt
    retried retriedAt runAt task types url channels secretsActive verdicts map import quarantinedAt ending issuedAt
    issuedBy sessionId kinds sender bodyText bodyHtml templateVersion
    zh-CN inFlight moves throughput placed today normal basis median low high lastHour hourSince lateness late atRisk isMore
    definition layout nodes edges component output trigger point format start places comments x y filter versions hash
    publishedAt publishedBy versionsMade liveVersion runsWaiting flow flowVersion enteredAt trail failures column
    standards latestRelease outOfPlace baseVersion authors author entanglement how submittedAt submittedBy decisionNote shareMillionths startedBy endedBy findings ordersMin
    timeMsMin stepIndex stepSince evidenceNeeded metrics metric isJudged canaryOrders canaryCounted canaryExpected
    controlOrders controlCounted reasons timeMs waitsAt obstacle moved unmoved release contentHash entries head broken overtakenBy isAgain
    waits node setting problems tier effect titles docs changedBy end
    secretHeader repeat queryPath ratePerMinute timeoutMs failuresMax pauseSeconds isSecretSet breaker openUntil failuresInRow
    effectsOpen effectsUnsure runId isUndo iteration connector settledAt settledBy told
    outputs expressions pointer completions label evaluated failure variables functions values signatures style example
    records isOptional zh log form answers claimedBy notBy isOverdue doneAt doneBy enum
    entered held heldMinutes promisedLater promisedEarlier visits microseconds untouchedOutputs calls count changes
    milliseconds descriptions reached unreached tried answered notTaken released delivered cancelled returned stepNames
    asset hitPolicy isDeprecated hasDraft deprecation useInstead usedBy uses isInForce assetVersion messages content
    call calledAt properties required isPersonal
    first stockOuts awaitedSkus emptySkus underWay ways`),
  secret: words(`
    password newPassword passwordHash secretHash tokenHash keptTokenHash secret oneTimePassword clientSecret
    giftCardCode`),
};

/** Fields whose content has names of somebody's own choosing: shown or hidden as one. */
export const FREE_FORM_FIELDS: ReadonlySet<string> = new Set([
  'names',
  'attributes',
  'customFields',
  'customFieldsSchema',
  'form',
  'answers',
  'document',
  'answer',
  'properties',
  'content',
]);

/** The class of each field name. */
export const FIELD_CLASSES: ReadonlyMap<string, FieldClass> = new Map(
  (Object.entries(NAMES_BY_CLASS) as [FieldClass, readonly string[]][]).flatMap(
    ([fieldClass, names]) => names.map((name) => [name, fieldClass] as const),
  ),
);
