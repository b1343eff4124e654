// The OpenAPI document as types, written by `npm run contract`. A test says when it is out of date.

export interface paths {
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders, newest first, under any filters and words */
        get: operations["getOrders"];
        put?: never;
        /** Place an order */
        post: operations["postOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order as it stands; ETag carries its version */
        get: operations["getOrdersById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an order; once locations have it, they are asked */
        patch: operations["patchOrdersById"];
        trace?: never;
    };
    "/v1/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an order, or quantities of its lines */
        post: operations["postOrdersByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold an order */
        post: operations["postOrdersByIdHolds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The money of an order: every fact, what is open, what a provider is asked for */
        get: operations["getOrdersByIdPayments"];
        put?: never;
        /** Record a fact about its payment */
        post: operations["postOrdersByIdPayments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people noted about an order */
        get: operations["getOrdersByIdNotes"];
        put?: never;
        /** Note something about an order, for those who work on it */
        post: operations["postOrdersByIdNotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a sourced order to its locations */
        post: operations["postOrdersByIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plan anew what no location has of an order */
        post: operations["postOrdersByIdSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/holds/{holdId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a hold */
        post: operations["postOrdersByIdHoldsByHoldIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has happened to an order, and when */
        get: operations["getOrdersByIdTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why an order is sent as it is: candidates, costs, reasons, versions of the rules */
        get: operations["getOrdersByIdDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would have become of an order under other settings; changes nothing */
        post: operations["postOrdersByIdWhatIf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where all orders are, what moves and what does not */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Place many orders, one a line (NDJSON) */
        post: operations["postOrdersBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bulk changes, newest first */
        get: operations["getBulkChanges"];
        put?: never;
        /** Begin to change many orders: all that filters meet, or named ones */
        post: operations["postBulkChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk-changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One bulk change, and how far it is */
        get: operations["getBulkChangesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk-changes/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each order of a bulk change */
        get: operations["getBulkChangesByIdOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk-changes/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the orders; again: go on where it was stopped, or retry what was refused */
        post: operations["postBulkChangesByIdStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk-changes/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change no more orders; what was done stays */
        post: operations["postBulkChangesByIdStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk-changes/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what was done, where another command can */
        post: operations["postBulkChangesByIdUndo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has happened, oldest first (CloudEvents 1.0) */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, when, and how it stood before and after, newest first */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happens, live (Server-Sent Events) */
        get: operations["getStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order as its customer sees it; the link alone opens it */
        get: operations["getTrackByToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track/{token}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same, live (Server-Sent Events): anew whenever it has changed */
        get: operations["getTrackByTokenStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/tracked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order as its customer sees it, for customers who have logged in */
        get: operations["getOrdersByIdTracked"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/tracking-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The link to the customer’s page of an order */
        get: operations["getOrdersByIdTrackingLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/skus/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One SKU */
        get: operations["getSkusByCode"];
        /** Create or replace a SKU */
        put: operations["putSkusByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/skus/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create or replace up to 5000 SKUs, all or none */
        post: operations["postSkusBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/skus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** SKUs by code, then by name */
        get: operations["getSkus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/locations/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One location */
        get: operations["getLocationsByCode"];
        /** Create or replace a location */
        put: operations["putLocationsByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Locations by code */
        get: operations["getLocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Receive goods */
        post: operations["postStockReceipts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Correct stock, with a reason */
        post: operations["postStockAdjustments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/announcements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Announce supply that is to come (ASN) */
        post: operations["postStockAnnouncements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/announcements/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that nothing more comes of an announcement */
        post: operations["postStockAnnouncementsClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Transfers, newest first; with a location those that leave or reach it */
        get: operations["getStockTransfers"];
        put?: never;
        /** Send goods from one location to another */
        post: operations["postStockTransfers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/safety-stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set what is never promised */
        post: operations["postStockSafetyStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep units for a cart or a quote until a time */
        post: operations["postStockReservations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/transfers/{reference}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Receive goods that another location sent */
        post: operations["postStockTransfersByReferenceReceive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/reservations/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the units of a reservation back */
        post: operations["postStockReservationsByIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stock positions */
        get: operations["getStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{sku}/atp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be promised, now and by date (ATP) */
        get: operations["getStockBySkuAtp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger of a SKU at a location, newest first */
        get: operations["getStockEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/incoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Announced supply: what is open, or with a reference also what is closed */
        get: operations["getStockIncoming"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/allotments/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep units of a SKU for a channel until a time */
        put: operations["putStockAllotmentsByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/allotments/{code}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give back what is still kept */
        post: operations["postStockAllotmentsByCodeEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/allotments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is kept for channels, and what is missing and kept for nobody */
        get: operations["getStockAllotments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/safety-stock-rules/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say how much is kept back of which positions, by a rule */
        put: operations["putStockSafetyStockRulesByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/safety-stock-rules/{code}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply the rules at once instead of at their next daily run */
        post: operations["postStockSafetyStockRulesByCodeRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/safety-stock-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rules by which safety stock is set */
        get: operations["getStockSafetyStockRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/safety-stock-rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the rules would come to now, position by position */
        get: operations["getStockSafetyStockRulesPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{sku}/tracking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep a SKU by lots or serial numbers */
        put: operations["putStockBySkuTracking"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{sku}/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lots of a SKU, location by location */
        get: operations["getStockBySkuLots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{sku}/lots/suggested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which lots a pick should take, first expired first */
        get: operations["getStockBySkuLotsSuggested"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{sku}/lots/{lot}/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Recall a lot: no unit of it may be used any more */
        post: operations["postStockBySkuLotsByLotQuarantine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{sku}/lots/{lot}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a lot that was recalled be used again */
        post: operations["postStockBySkuLotsByLotRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{sku}/serials/{serial}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit by its serial number, with its whole way */
        get: operations["getStockBySkuSerialsBySerial"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/counts/plans/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say what is counted at a location, and how often */
        put: operations["putCountsPlansByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/counts/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count plans */
        get: operations["getCountsPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts; in a state only with a location */
        get: operations["getCounts"];
        put?: never;
        /** Have a position counted */
        post: operations["postCounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/counts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One count */
        get: operations["getCountsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/counts/{id}/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say how many are there */
        post: operations["postCountsByIdCount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/counts/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a variance, have it counted once more, or call the count off */
        post: operations["postCountsByIdDecide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Snapshots of other systems */
        get: operations["getStockSnapshots"];
        put?: never;
        /** Say what another system has on hand at a location */
        post: operations["postStockSnapshots"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/snapshots/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same as a CSV file with the columns sku, on_hand and perhaps lot */
        post: operations["postStockSnapshotsFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/snapshots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One snapshot, and how far it is */
        get: operations["getStockSnapshotsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/snapshots/{id}/drifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs, why that may be, and what is proposed */
        get: operations["getStockSnapshotsByIdDrifts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/drifts/{id}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose another cause or correction for a difference */
        post: operations["postStockDriftsByIdPropose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/snapshots/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject what is proposed; whoever sent or proposed it cannot */
        post: operations["postStockSnapshotsByIdDecide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One channel */
        get: operations["getChannelsByCode"];
        /** Create or replace a channel */
        put: operations["putChannelsByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The version of settings, for those that are read in lists */
        get: operations["getSettingsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All channels */
        get: operations["getChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carrier-services/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One carrier service */
        get: operations["getCarrierServicesByCode"];
        /** Create or replace a service of a carrier with its lanes and rates */
        put: operations["putCarrierServicesByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carrier-services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All carrier services */
        get: operations["getCarrierServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/weights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much each part of the cost counts */
        get: operations["getSourcingWeights"];
        /** Set how much each part of the cost counts */
        put: operations["putSourcingWeights"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of the rules that decisions cite, newest first */
        get: operations["getSourcingRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/rules/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules of a version, whole */
        get: operations["getSourcingRulesByVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send back what was paid beyond what is due, or a part of it */
        post: operations["postOrdersByIdRefunds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/payment-operations/{operation}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let what a provider has declined be tried again, or forget it */
        post: operations["postOrdersByIdPaymentOperationsByOperationRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gift-cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gift cards with their balances, newest first */
        get: operations["getGiftCards"];
        put?: never;
        /** Issue a gift card; its code is shown once */
        post: operations["postGiftCards"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Create or replace the account of a business customer */
        put: operations["putAccountsByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of business customers with what they owe, by code */
        get: operations["getAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-providers/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Create or replace a payment provider */
        put: operations["putPaymentProvidersByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All payment providers */
        get: operations["getPaymentProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-providers/{code}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a notice of a payment provider; the same notice again counts once */
        post: operations["postPaymentProvidersByCodeNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API keys, without their secrets */
        get: operations["getKeys"];
        put?: never;
        /** Make an API key; the answer shows it, once */
        post: operations["postKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an API key a new secret; the one before opens for a time of grace */
        post: operations["postKeysByIdRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: operations["deleteKeysById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each role may do, and which fields it sees */
        get: operations["getRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the caller is and what it may do */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in; the answer sets a session cookie */
        post: operations["postLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log out */
        post: operations["postLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a new password of one’s own; other sessions end */
        post: operations["postMePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is logged in */
        get: operations["getMeSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one’s own sessions */
        delete: operations["deleteMeSessionsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all sessions of one’s own but this one */
        post: operations["postMeSessionsEndOthers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/preferences/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one has chosen under a name */
        get: operations["getMePreferencesByName"];
        /** Choose something under a name, instead of what was chosen before */
        put: operations["putMePreferencesByName"];
        post?: never;
        /** Choose nothing under a name any more */
        delete: operations["deleteMePreferencesByName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/login/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ways to log in beside a password */
        get: operations["getLoginOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/login/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to the identity provider to log in */
        get: operations["getLoginProvider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/login/provider/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the identity provider sends the browser back to */
        get: operations["getLoginProviderCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People by login */
        get: operations["getPeople"];
        put?: never;
        /** Invite somebody; the answer shows a one-time password, once */
        post: operations["postPeople"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{login}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person */
        get: operations["getPeopleByLogin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what somebody is and sees, or disable them */
        patch: operations["patchPeopleByLogin"];
        trace?: never;
    };
    "/v1/people/{login}/one-time-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give somebody a one-time password; the answer shows it, once */
        post: operations["postPeopleByLoginOneTimePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity-provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where people log in who have no password here */
        get: operations["getIdentityProvider"];
        /** Set where people log in who have no password here (OpenID Connect) */
        put: operations["putIdentityProvider"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/shipments/{id}/label.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The labels of a shipment, 4 by 6 inches each */
        get: operations["getFulfilmentShipmentsByIdLabelPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/shipments/{id}/label.zpl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The labels of a shipment for a label printer, in ZPL II */
        get: operations["getFulfilmentShipmentsByIdLabelZpl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/shipments/{id}/packing-slip.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is in the cartons of a shipment */
        get: operations["getFulfilmentShipmentsByIdPackingSlipPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/manifests/{id}/manifest.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a carrier collects, to be signed */
        get: operations["getFulfilmentManifestsByIdManifestPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/manifests/{id}/manifest.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a carrier collects, a line for each parcel */
        get: operations["getFulfilmentManifestsByIdManifestCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The parcels of one order and where they are, without voided ones */
        get: operations["getOrdersByIdShipments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/fulfilment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What locations do about one order */
        get: operations["getOrdersByIdFulfilment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fulfilment orders, what must leave first first */
        get: operations["getFulfilmentOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of: Fulfilment orders, what must leave first first */
        get: operations["getFulfilmentOrdersById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/orders/{id}/take-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a fulfilment order back among what is open */
        post: operations["postFulfilmentOrdersByIdTakeOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/orders/{id}/pack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close the cartons of a fulfilment order and book its shipment */
        post: operations["postFulfilmentOrdersByIdPack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/orders/{id}/book": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose the carrier for what is packed, and get its label */
        post: operations["postFulfilmentOrdersByIdBook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/orders/{id}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand goods to who collects them and says the code */
        post: operations["postFulfilmentOrdersByIdHandOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/orders/{id}/report-shipped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a location with programs of its own has shipped it */
        post: operations["postFulfilmentOrdersByIdReportShipped"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/waves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Waves, the newest first */
        get: operations["getFulfilmentWaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/waves/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of: Waves, the newest first */
        get: operations["getFulfilmentWavesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/waves/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give out the pick lists of a wave */
        post: operations["postFulfilmentWavesByIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/waves/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a planned wave apart again */
        post: operations["postFulfilmentWavesByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/pick-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pick lists, the newest first */
        get: operations["getFulfilmentPickLists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/pick-lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of: Pick lists, the newest first */
        get: operations["getFulfilmentPickListsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/pick-lists/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set out with a pick list */
        post: operations["postFulfilmentPickListsByIdStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/pick-lists/{id}/picks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm what was taken, and what was not there */
        post: operations["postFulfilmentPickListsByIdPicks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shipments, the newest first */
        get: operations["getFulfilmentShipments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/shipments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of: Shipments, the newest first */
        get: operations["getFulfilmentShipmentsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/shipments/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a label back that is not used */
        post: operations["postFulfilmentShipmentsByIdVoid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/shipments/{id}/ship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a shipment to its carrier */
        post: operations["postFulfilmentShipmentsByIdShip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/shipments/{id}/tracking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what happened to a shipment of your own on its way */
        post: operations["postFulfilmentShipmentsByIdTracking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/manifests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Manifests, the newest first */
        get: operations["getFulfilmentManifests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/manifests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of: Manifests, the newest first */
        get: operations["getFulfilmentManifestsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/manifests/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a manifest: the carrier collects what is on it */
        post: operations["postFulfilmentManifestsByIdClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/change-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What locations are asked to change, the newest first */
        get: operations["getFulfilmentChangeRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/change-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of: What locations are asked to change, the newest first */
        get: operations["getFulfilmentChangeRequestsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/purchase-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Purchase orders to suppliers who send to customers, the newest first */
        get: operations["getFulfilmentPurchaseOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/purchase-orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of: Purchase orders to suppliers who send to customers, the newest first */
        get: operations["getFulfilmentPurchaseOrdersById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/purchase-orders/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say as the supplier that it will be sent, and when */
        post: operations["postFulfilmentPurchaseOrdersByIdAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/purchase-orders/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say as the supplier that what is left will not be sent: it is sourced anew */
        post: operations["postFulfilmentPurchaseOrdersByIdDecline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/purchase-orders/{id}/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say as the supplier what was sent: all that is left, or a part */
        post: operations["postFulfilmentPurchaseOrdersByIdShipments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/purchase-orders/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail it to its supplier again; of a cancelled one, that it is cancelled */
        post: operations["postFulfilmentPurchaseOrdersByIdSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/change-requests/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take what is asked for, or refuse it */
        post: operations["postFulfilmentChangeRequestsByIdAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/parcels/{sscc}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a parcel belongs to, by the SSCC on its label */
        get: operations["getFulfilmentParcelsBySscc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/tracking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what happened to a shipment on its way, as its carrier does */
        post: operations["postFulfilmentTracking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/sites/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a location works */
        get: operations["getFulfilmentSitesByCode"];
        /** Say how a location works */
        put: operations["putFulfilmentSitesByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/sites/{code}/box-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put the boxes of a location, in place of those before */
        put: operations["putFulfilmentSitesByCodeBoxTypes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/sites/{code}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The slots of a location, in their order */
        get: operations["getFulfilmentSitesByCodeSlots"];
        /** Put slots of a location, with what is picked in each */
        put: operations["putFulfilmentSitesByCodeSlots"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/sites/{code}/waves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plan waves of what is open at a location */
        post: operations["postFulfilmentSitesByCodeWaves"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/company": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** GS1 company prefix and contracts with carriers */
        get: operations["getFulfilmentCompany"];
        /** Put the GS1 company prefix */
        put: operations["putFulfilmentCompany"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fulfilment/carriers/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The contract with a carrier */
        get: operations["getFulfilmentCarriersByCode"];
        /** Put the contract with a carrier, by the name that its services give it */
        put: operations["putFulfilmentCarriersByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask that goods of an order come back */
        post: operations["postOrdersByIdReturns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns/{id}/judge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say yes or no to a return that the rules ask about */
        post: operations["postReturnsByIdJudge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The goods are on their way */
        post: operations["postReturnsByIdSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Expect nothing more; what has come is finished as usual */
        post: operations["postReturnsByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns/{id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goods have come; they lie in quality control until they are inspected */
        post: operations["postReturnsByIdReceive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns/{id}/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what becomes of goods that came, and credit what is accepted */
        post: operations["postReturnsByIdInspect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns/{id}/finish-refurbishment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refurbished goods are as new, or lost */
        post: operations["postReturnsByIdFinishRefurbishment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns, newest first */
        get: operations["getReturns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many returns wait for what */
        get: operations["getReturnsSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One return */
        get: operations["getReturnsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How returns are judged and refunded */
        get: operations["getSettingsReturns"];
        /** Change how returns are judged and refunded */
        put: operations["putSettingsReturns"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/appease": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Money back for a disappointment, without goods */
        post: operations["postOrdersByIdAppease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims against carriers, newest first */
        get: operations["getClaims"];
        put?: never;
        /** Claim something from a carrier */
        post: operations["postClaims"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit or withdraw a claim, or say what the carrier answered */
        post: operations["postClaimsByIdMove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What stands open with carriers */
        get: operations["getClaimsSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One claim */
        get: operations["getClaimsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open exceptions, most urgent first; state=resolved or all: newest first */
        get: operations["getExceptions"];
        put?: never;
        /** Report something that needs a look */
        post: operations["postExceptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many exceptions are open and overdue, by kind */
        get: operations["getExceptionsSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One exception */
        get: operations["getExceptionsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is over; say how */
        post: operations["postExceptionsByIdResolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it, or give it to somebody */
        post: operations["postExceptionsByIdAssign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let it rest until a time */
        post: operations["postExceptionsByIdSnooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note what was found out */
        post: operations["postExceptionsByIdNotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Limits, owners and working hours */
        get: operations["getSettingsExceptions"];
        /** Change limits, owners and working hours */
        put: operations["putSettingsExceptions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All flows, with how many orders are in each */
        get: operations["getFlows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flow: its draft, what is wrong with it, what was published */
        get: operations["getFlowsByCode"];
        /** Keep what was drawn; nothing runs it before it is published */
        put: operations["putFlowsByCode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let all orders enter the draft at once, as a new version that the policy allows */
        post: operations["postFlowsByCodePublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let nothing enter any more; orders in flight go on */
        post: operations["postFlowsByCodeStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version as it was published */
        get: operations["getFlowsByCodeVersionsByNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong with a drawing that nobody has kept; changes nothing */
        post: operations["postFlowChecks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-expressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An expression while it is written, tried on an order; changes nothing */
        post: operations["postFlowExpressions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What expressions of flows may read and call */
        get: operations["getFlowFacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Flows that ship with Linchpin, to begin with */
        get: operations["getFlowTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-components": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What flows are made of */
        get: operations["getFlowComponents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ways of orders through flows, newest first */
        get: operations["getFlowRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules that flows are held to; none can be switched off */
        get: operations["getFlowRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the policy says of the draft, and who would have to approve it */
        get: operations["getFlowsByCodeFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was submitted, newest first: also what waits for an approval */
        get: operations["getFlowReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/releases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A release: what was submitted, findings, approval, plan and evidence */
        get: operations["getFlowsByCodeReleasesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the draft before the policy and, where its tier asks for it, an approver */
        post: operations["postFlowsByCodeSubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/releases/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say yes to what somebody else has drawn */
        post: operations["postFlowsByCodeReleasesByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/releases/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say no to what somebody else has drawn, and why */
        post: operations["postFlowsByCodeReleasesByIdReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/releases/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what was submitted, before orders have met it */
        post: operations["postFlowsByCodeReleasesByIdWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/releases/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let orders enter: a share of them that widens by itself, or all at once */
        post: operations["postFlowsByCodeReleasesByIdStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/releases/{id}/roll-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let no order enter it any more, and what was live before again */
        post: operations["postFlowsByCodeReleasesByIdRollBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{code}/migration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which runs that wait in a version could go on in another; nothing is moved */
        get: operations["getFlowsByCodeMigration"];
        put?: never;
        /** Let runs that are named go on in another version; those that cannot stay */
        post: operations["postFlowsByCodeMigration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what of flows and when, newest first */
        get: operations["getFlowAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether any entry of the audit was changed, added or removed */
        get: operations["getFlowAuditVerify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-apis/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The endpoints that the caller may call, as OpenAPI 3.1 */
        get: operations["getFlowApisOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-apis/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call the endpoint of a flow; 202: it takes time, ask at Location */
        post: operations["postFlowApisByCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-apis/{code}/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of a call that the caller has made; kept for 30 days */
        get: operations["getFlowApisByCodeCallsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What flows share, and which flows use it */
        get: operations["getFlowAssets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-assets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An asset: its draft, its versions, where it is used */
        get: operations["getFlowAssetsByName"];
        /** Keep what was written; flows stand by published versions only */
        put: operations["putFlowAssetsByName"];
        post?: never;
        /** Take out of the library what no flow uses */
        delete: operations["deleteFlowAssetsByName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-assets/{name}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the draft a version; of what leads outside a second person does */
        post: operations["postFlowAssetsByNamePublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-assets/{name}/deprecation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say that it is not to be used any more, and what is in its place */
        put: operations["putFlowAssetsByNameDeprecation"];
        post?: never;
        /** Let it be used again */
        delete: operations["deleteFlowAssetsByNameDeprecation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a drawing on past orders, in memory; nothing is changed and nobody called */
        post: operations["postFlowTrials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-call-trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a drawing of an endpoint on past calls, in memory */
        post: operations["postFlowCallTrials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-call-trials/one": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a drawing of an endpoint with one call, in memory */
        post: operations["postFlowCallTrialsOne"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Systems outside that flows may call, and how they do */
        get: operations["getFlowConnectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-connectors/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A system outside: how it is called, whether it is well */
        get: operations["getFlowConnectorsByCode"];
        /** Set up or change a system outside that flows may call */
        put: operations["putFlowConnectorsByCode"];
        post?: never;
        /** Let flows call it no more */
        delete: operations["deleteFlowConnectorsByCode"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-effects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What runs have asked for outside, newest first */
        get: operations["getFlowEffects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-effects/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what became of something of which nobody knew; its run goes on */
        post: operations["postFlowEffectsByIdSettle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people are to do for flows, newest first */
        get: operations["getFlowTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A task with its form */
        get: operations["getFlowTasksById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-tasks/{id}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who could be given a task, by name; at most 50 */
        get: operations["getFlowTasksByIdCandidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-tasks/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a task; nobody else may do it until it is given back */
        post: operations["postFlowTasksByIdClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-tasks/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a task back that one has claimed */
        post: operations["postFlowTasksByIdReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-tasks/{id}/delegate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a task to somebody else who may do it */
        post: operations["postFlowTasksByIdDelegate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-tasks/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fill in the form and choose the way out; the order goes on by it */
        post: operations["postFlowTasksByIdComplete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that something has happened that a flow waits for, or will */
        post: operations["postFlowSignals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The automatic choices about an order besides sourcing, oldest first */
        get: operations["getOrdersByIdChoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was chosen automatically about a thing that is no order, newest first */
        get: operations["getDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{sequence}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The automatic choice that stands with an event, taken again */
        get: operations["getDecisionsBySequence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{sequence}/vary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would have been chosen on another input; changes nothing */
        post: operations["postDecisionsBySequenceVary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a photo; its id is what returns and claims name */
        post: operations["postPhotos"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/photos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A photo as it was uploaded */
        get: operations["getPhotosById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether what is here is the sample company */
        get: operations["getSample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sample/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the sample company: everything of it goes, people and what is theirs stay */
        post: operations["postSampleLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commands that are kept for a look, oldest first */
        get: operations["getQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Carry a command out after all; answers what it answers */
        post: operations["postQuarantineByIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a command up */
        post: operations["postQuarantineByIdDrop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Work on the outside, oldest first; state=dead: what is not tried again */
        get: operations["getJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a job again at once, from its first attempt */
        post: operations["postJobsByIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a job up */
        post: operations["postJobsByIdDrop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who hears of events */
        get: operations["getWebhooks"];
        put?: never;
        /** Have events posted to a URL; the answer shows the secret, once */
        post: operations["postWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them */
        get: operations["getWebhooksById"];
        put?: never;
        post?: never;
        /** Send nothing more there, for good */
        delete: operations["deleteWebhooksById"];
        options?: never;
        head?: never;
        /** Change where events go and which; switch it off and on */
        patch: operations["patchWebhooksById"];
        trace?: never;
    };
    "/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new secret; the one before signs as well for a time of grace */
        post: operations["postWebhooksByIdRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an event webhook.tested there; what becomes of it stands in the log */
        post: operations["postWebhooksByIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a paused one again at once */
        post: operations["postWebhooksByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deliver dead letters again, a thousand at a time */
        post: operations["postWebhooksByIdDeadLettersReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/dead-letters/{jobId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deliver a dead letter again */
        post: operations["postWebhooksByIdDeadLettersByJobIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Attempts at deliveries of the last 30 days, newest first */
        get: operations["getWebhooksByIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries that are not tried again by themselves, oldest first */
        get: operations["getWebhooksByIdDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notice-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which mails the customers of each channel get */
        get: operations["getNoticeSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notice-settings/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say which mails go out; * for all channels without a setting of their own */
        put: operations["putNoticeSettingsByChannel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notice-templates/{kind}/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What stands in a mail */
        get: operations["getNoticeTemplatesByKindByLanguage"];
        /** Write a template of your own, in any language */
        put: operations["putNoticeTemplatesByKindByLanguage"];
        post?: never;
        /** Drop a template of your own: the mail that comes with the program holds again */
        delete: operations["deleteNoticeTemplatesByKindByLanguage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notice-templates/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a mail with a made-up order to an address of yours, now */
        post: operations["postNoticeTemplatesTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notice-templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See a mail with a made-up order; nothing is sent */
        post: operations["postNoticeTemplatesPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mails that went out about an order, without their content */
        get: operations["getOrdersByIdNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files that came in, newest first */
        get: operations["getImports"];
        put?: never;
        /** Import a file: orders, payments, cancellations, SKUs, stock */
        post: operations["postImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import */
        get: operations["getImportsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            mend: string;
        } & {
            [key: string]: unknown;
        };
        PlaceOrder: {
            channel: string;
            externalId: string;
            /** Format: date-time */
            placedAt?: string;
            currency: string;
            customer: {
                name: string;
                email?: string;
                phone?: string;
                externalId?: string;
                language?: string;
            };
            shipTo: {
                name?: string;
                company?: string;
                lines: string[];
                district?: string;
                city?: string;
                regionCode?: string;
                postalCode?: string;
                countryCode: string;
                phone?: string;
                latitude?: number;
                longitude?: number;
            };
            lines: {
                sku: string;
                quantity: number;
                unitPriceMinor: number;
                discountMinor?: number;
                taxMinor?: number;
                attributes?: {
                    [key: string]: unknown;
                };
            }[];
            charges?: {
                /** @enum {unknown} */
                kind: "shipping" | "fee" | "gift_wrap" | "discount" | "rounding" | "other";
                name?: string;
                amountMinor: number;
            }[];
            totalMinor?: number;
            payment?: {
                /** @enum {unknown} */
                kind: "authorised" | "captured";
                amountMinor: number;
                reference: string;
                /** @enum {unknown} */
                tender?: "card" | "wallet" | "transfer" | "gift_card" | "credit" | "cash_on_delivery";
                /** Format: date-time */
                expiresAt?: string;
            };
            payments?: {
                /** @enum {unknown} */
                kind: "authorised" | "captured";
                amountMinor: number;
                reference: string;
                /** @enum {unknown} */
                tender?: "card" | "wallet" | "transfer" | "gift_card" | "credit" | "cash_on_delivery";
                /** Format: date-time */
                expiresAt?: string;
            }[];
            giftCards?: {
                code: string;
                amountMinor?: number;
            }[];
            /** @enum {unknown} */
            kind?: "standard" | "preorder" | "drop_ship" | "business" | "pick_up";
            depositMinor?: number;
            account?: string;
            purchaseOrderNumber?: string;
            pickUpLocation?: string;
            /** Format: date-time */
            wantedBy?: string;
            priority?: number;
            /** @enum {unknown} */
            split?: "allow" | "never";
            /** @enum {unknown} */
            backorder?: "allow" | "refuse";
            attributes?: {
                [key: string]: unknown;
            };
            customFields?: {
                [key: string]: unknown;
            };
            note?: string;
        };
        PlacedOrder: {
            id: string;
            channel: string;
            externalId: string;
            /** @enum {unknown} */
            kind?: "standard" | "preorder" | "exchange" | "drop_ship" | "business" | "pick_up";
            /** @enum {unknown} */
            state: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
            /** @enum {unknown} */
            paymentState: "unpaid" | "authorised" | "partly_captured" | "partly_paid" | "paid" | "failed" | "expired" | "refunded" | "charged_back" | "not_required";
            /** @enum {unknown} */
            stockState: "none" | "reserved" | "allocated";
            version: number;
            currency: string;
            totals: {
                goodsMinor: number;
                discountMinor: number;
                taxMinor: number;
                chargesMinor: number;
                totalMinor: number;
                paidMinor: number;
                creditedMinor?: number;
            };
            priority: number;
            /** Format: date-time */
            placedAt: string;
            promisedAt: string | null;
            nextDeadlineAt: string | null;
            milestones: string[];
            lines: {
                lineNumber: number;
                sku: string;
                quantity: number;
                bundleLine?: number;
            }[];
            shipments: {
                location: string;
                service: string;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
                fulfilmentOrder?: string;
                /** @enum {unknown} */
                stage?: "released" | "picking" | "packed";
                /** @enum {unknown} */
                waitsFor?: "incoming" | "lead_time" | "release_date";
                /** Format: date-time */
                waitsUntil?: string;
                /** Format: date-time */
                shipAt: string;
                /** Format: date-time */
                deliverFrom: string;
                /** Format: date-time */
                deliverBy: string;
                costMinor: number;
                carbonGrams: number;
            }[];
        };
        AmendOrder: {
            lines?: {
                lineNumber: number;
                quantity: number;
                attributes?: {
                    [key: string]: unknown;
                };
            }[];
            addLines?: {
                sku: string;
                quantity: number;
                unitPriceMinor: number;
                discountMinor?: number;
                taxMinor?: number;
                attributes?: {
                    [key: string]: unknown;
                };
            }[];
            shipTo?: {
                name?: string;
                company?: string;
                lines: string[];
                district?: string;
                city?: string;
                regionCode?: string;
                postalCode?: string;
                countryCode: string;
                phone?: string;
                latitude?: number;
                longitude?: number;
            };
            customer?: {
                name: string;
                email?: string;
                phone?: string;
                externalId?: string;
                language?: string;
            };
            wantedBy?: string | null;
            priority?: number;
            attributes?: {
                [key: string]: unknown;
            };
            customFields?: {
                [key: string]: unknown;
            };
            note?: string | null;
            reason?: string;
            expectedVersion?: number;
        };
        ChangedOrder: {
            id: string;
            channel: string;
            externalId: string;
            /** @enum {unknown} */
            kind?: "standard" | "preorder" | "exchange" | "drop_ship" | "business" | "pick_up";
            /** @enum {unknown} */
            state: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
            /** @enum {unknown} */
            paymentState: "unpaid" | "authorised" | "partly_captured" | "partly_paid" | "paid" | "failed" | "expired" | "refunded" | "charged_back" | "not_required";
            /** @enum {unknown} */
            stockState: "none" | "reserved" | "allocated";
            version: number;
            currency: string;
            totals: {
                goodsMinor: number;
                discountMinor: number;
                taxMinor: number;
                chargesMinor: number;
                totalMinor: number;
                paidMinor: number;
                creditedMinor?: number;
            };
            priority: number;
            /** Format: date-time */
            placedAt: string;
            promisedAt: string | null;
            nextDeadlineAt: string | null;
            milestones: string[];
            lines: {
                lineNumber: number;
                sku: string;
                quantity: number;
                bundleLine?: number;
            }[];
            shipments: {
                location: string;
                service: string;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
                fulfilmentOrder?: string;
                /** @enum {unknown} */
                stage?: "released" | "picking" | "packed";
                /** @enum {unknown} */
                waitsFor?: "incoming" | "lead_time" | "release_date";
                /** Format: date-time */
                waitsUntil?: string;
                /** Format: date-time */
                shipAt: string;
                /** Format: date-time */
                deliverFrom: string;
                /** Format: date-time */
                deliverBy: string;
                costMinor: number;
                carbonGrams: number;
            }[];
            /** @enum {unknown} */
            stateBefore?: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
            reason?: string | null;
            text?: string;
            excludedLocations?: string[];
            split?: string;
            amended?: string[];
            cancelledLines?: {
                lineNumber: number;
                quantity: number;
            }[];
            hold?: {
                id: string;
                kind: string;
                reason?: string;
                owner?: string | null;
                dueAt?: string | null;
                note?: string | null;
            };
            payment?: {
                kind: string;
                amountMinor: number;
                reference: string;
                tender?: string;
            };
        };
        ChangeRequestView: {
            id: string;
            version: number;
            group: string;
            orderId: string;
            fulfilmentOrder: string;
            location: string;
            /** @enum {unknown} */
            kind: "cancel" | "address";
            /** @enum {unknown} */
            state: "pending" | "accepted" | "refused" | "withdrawn";
            lines: {
                lineNumber: number;
                quantity: number;
            }[];
            shipTo: {
                name?: string;
                company?: string;
                lines: string[];
                district?: string;
                city?: string;
                regionCode?: string;
                postalCode?: string;
                countryCode: string;
                phone?: string;
                latitude?: number;
                longitude?: number;
            } | null;
            reason: string;
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            answer: string | null;
            answeredBy: string | null;
            answeredAt: string | null;
        };
        RequestedChange: {
            id: string;
            channel: string;
            externalId: string;
            /** @enum {unknown} */
            kind?: "standard" | "preorder" | "exchange" | "drop_ship" | "business" | "pick_up";
            /** @enum {unknown} */
            state: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
            /** @enum {unknown} */
            paymentState: "unpaid" | "authorised" | "partly_captured" | "partly_paid" | "paid" | "failed" | "expired" | "refunded" | "charged_back" | "not_required";
            /** @enum {unknown} */
            stockState: "none" | "reserved" | "allocated";
            version: number;
            currency: string;
            totals: {
                goodsMinor: number;
                discountMinor: number;
                taxMinor: number;
                chargesMinor: number;
                totalMinor: number;
                paidMinor: number;
                creditedMinor?: number;
            };
            priority: number;
            /** Format: date-time */
            placedAt: string;
            promisedAt: string | null;
            nextDeadlineAt: string | null;
            milestones: string[];
            lines: {
                lineNumber: number;
                sku: string;
                quantity: number;
                bundleLine?: number;
            }[];
            shipments: {
                location: string;
                service: string;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
                fulfilmentOrder?: string;
                /** @enum {unknown} */
                stage?: "released" | "picking" | "packed";
                /** @enum {unknown} */
                waitsFor?: "incoming" | "lead_time" | "release_date";
                /** Format: date-time */
                waitsUntil?: string;
                /** Format: date-time */
                shipAt: string;
                /** Format: date-time */
                deliverFrom: string;
                /** Format: date-time */
                deliverBy: string;
                costMinor: number;
                carbonGrams: number;
            }[];
            /** @enum {unknown} */
            stateBefore?: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
            reason?: string | null;
            text?: string;
            excludedLocations?: string[];
            split?: string;
            amended?: string[];
            cancelledLines?: {
                lineNumber: number;
                quantity: number;
            }[];
            hold?: {
                id: string;
                kind: string;
                reason?: string;
                owner?: string | null;
                dueAt?: string | null;
                note?: string | null;
            };
            payment?: {
                kind: string;
                amountMinor: number;
                reference: string;
                tender?: string;
            };
            changeRequests: components["schemas"]["ChangeRequestView"][];
        };
        CancelOrder: {
            lines?: {
                lineNumber: number;
                quantity: number;
            }[];
            reason: string;
        };
        HoldOrder: {
            kind: string;
            reason: string;
            owner?: string;
            /** Format: date-time */
            dueAt?: string;
        };
        RecordPayment: {
            /** @enum {unknown} */
            kind: "authorised" | "captured" | "failed" | "refunded" | "voided" | "expired" | "chargeback";
            amountMinor: number;
            reference: string;
            /** @enum {unknown} */
            tender?: "card" | "wallet" | "transfer" | "gift_card" | "credit" | "cash_on_delivery";
            authorisation?: string;
            capture?: string;
            /** Format: date-time */
            expiresAt?: string;
            operation?: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        NoteOrder: {
            text: string;
        };
        SourceOrder: {
            excludedLocations?: string[];
            /** @enum {unknown} */
            split?: "allow" | "never";
            reason?: string;
            expectedVersion?: number;
        };
        ReleaseHold: {
            note?: string;
        };
        OrderSummary: {
            id: string;
            channel: string;
            externalId: string;
            /** @enum {unknown} */
            kind: "standard" | "preorder" | "exchange" | "drop_ship" | "business" | "pick_up";
            /** @enum {unknown} */
            state: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
            /** @enum {unknown} */
            paymentState: "unpaid" | "authorised" | "partly_captured" | "partly_paid" | "paid" | "failed" | "expired" | "refunded" | "charged_back" | "not_required";
            countryCode: string;
            priority: number;
            currency: string;
            totalMinor: number;
            /** Format: date-time */
            placedAt: string;
            promisedAt: string | null;
            customerName: string;
            locations: string[];
        };
        OrderSummaryPage: {
            items: components["schemas"]["OrderSummary"][];
            nextCursor: string | null;
            lookedBackTo: string | null;
        };
        Order: {
            id: string;
            channel: string;
            externalId: string;
            /** @enum {unknown} */
            kind?: "standard" | "preorder" | "exchange" | "drop_ship" | "business" | "pick_up";
            account?: string;
            purchaseOrderNumber?: string;
            /** Format: date-time */
            invoiceDueAt?: string;
            depositMinor?: number;
            /** Format: date-time */
            finalPaymentDueAt?: string;
            exchangeFor?: {
                orderId: string;
                returnId: string;
            };
            /** @enum {unknown} */
            state: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
            /** @enum {unknown} */
            paymentState: "unpaid" | "authorised" | "partly_captured" | "partly_paid" | "paid" | "failed" | "expired" | "refunded" | "charged_back" | "not_required";
            /** @enum {unknown} */
            stockState: "none" | "reserved" | "allocated";
            version: number;
            currency: string;
            totals: {
                goodsMinor: number;
                discountMinor: number;
                taxMinor: number;
                chargesMinor: number;
                totalMinor: number;
                paidMinor: number;
                creditedMinor?: number;
            };
            priority: number;
            /** Format: date-time */
            placedAt: string;
            wantedBy: string | null;
            promisedAt: string | null;
            nextDeadlineAt: string | null;
            customer: {
                name: string;
                email?: string;
                phone?: string;
                externalId?: string;
                language?: string;
            };
            shipTo: {
                name?: string;
                company?: string;
                lines: string[];
                district?: string;
                city?: string;
                regionCode?: string;
                postalCode?: string;
                countryCode: string;
                phone?: string;
                latitude?: number;
                longitude?: number;
            };
            lines: {
                lineNumber: number;
                sku: string;
                quantity: number;
                cancelledQuantity: number;
                shippedQuantity: number;
                deliveredQuantity: number;
                returnedQuantity: number;
                unitPriceMinor: number;
                discountMinor: number;
                taxMinor: number;
                attributes: {
                    [key: string]: unknown;
                } | null;
                bundleLine?: number;
            }[];
            charges: {
                /** @enum {unknown} */
                kind: "shipping" | "fee" | "gift_wrap" | "discount" | "rounding" | "other";
                name?: string;
                amountMinor: number;
            }[];
            attributes: {
                [key: string]: unknown;
            };
            customFields: {
                [key: string]: unknown;
            };
            note: string | null;
            shipments: {
                location: string;
                service: string;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
                fulfilmentOrder?: string;
                /** @enum {unknown} */
                stage?: "released" | "picking" | "packed";
                /** @enum {unknown} */
                waitsFor?: "incoming" | "lead_time" | "release_date";
                /** Format: date-time */
                waitsUntil?: string;
                /** Format: date-time */
                shipAt: string;
                /** Format: date-time */
                deliverFrom: string;
                /** Format: date-time */
                deliverBy: string;
                costMinor: number;
                carbonGrams: number;
            }[];
            holds: {
                id: string;
                kind: string;
                reason: string;
                owner: string | null;
                /** Format: date-time */
                placedAt: string;
                placedBy: string;
                dueAt: string | null;
                releasedAt: string | null;
                releasedBy: string | null;
            }[];
        };
        OrderTimeline: {
            id: string;
            milestones: {
                milestone: string;
                /** Format: date-time */
                at: string;
                source: string;
                /** Format: uuid */
                event: string;
            }[];
            events: {
                cursor: string;
                /** Format: uuid */
                id: string;
                type: string;
                /** Format: date-time */
                occurredAt: string;
                /** Format: date-time */
                recordedAt: string;
                actor: string;
                hasDecision: boolean;
            }[];
        };
        OrderNotes: {
            items: {
                /** Format: uuid */
                event: string;
                text: string;
                actor: string;
                /** Format: date-time */
                at: string;
            }[];
        };
        ExplainedPlan: {
            costMinor: number;
            splitPenaltyMinor: number;
            shipmentCount: number;
            latenessDays: number;
            carbonGrams: number;
            /** Format: date-time */
            promisedAt: string;
            /** @enum {unknown} */
            method: "single" | "exact" | "search";
            shipments: {
                location: string;
                service: string;
                lines: {
                    lineNumber: number;
                    sku: string;
                    quantity: number;
                }[];
                waitsFor: ("incoming" | "lead_time" | "release_date") | null;
                waitsUntil: string | null;
                /** Format: date-time */
                shipAt: string;
                /** Format: date-time */
                deliverFrom: string;
                /** Format: date-time */
                deliverBy: string;
                carbonGrams: number;
                cost: {
                    shippingMinor: number;
                    handlingMinor: number;
                    latenessMinor: number;
                    carbonMinor: number;
                    stockMinor: number;
                };
            }[];
        };
        ExplainedDecision: {
            event: {
                cursor: string;
                /** Format: uuid */
                id: string;
                type: string;
                /** Format: date-time */
                occurredAt: string;
                /** Format: date-time */
                recordedAt: string;
                actor: string;
                hasDecision: boolean;
            };
            /** Format: date-time */
            decidedAt: string;
            wantedBy: string | null;
            rulesVersion: number;
            currency: string;
            weights: {
                [key: string]: number;
            };
            plan: components["schemas"]["ExplainedPlan"];
            agrees: boolean;
            locations: {
                location: string;
                rejected: ("closed" | "excluded" | "in_transit" | "no_service_to_destination" | "capability_missing" | "no_stock" | "no_capacity" | "costs_more") | null;
                because: string;
                canServe: {
                    lineNumber: number;
                    sku: string;
                    quantity: number;
                }[];
                service: string | null;
                deliverBy: string | null;
                cost: {
                    shippingMinor: number;
                    handlingMinor: number;
                    latenessMinor: number;
                    carbonMinor: number;
                    stockMinor: number;
                } | null;
                insteadCostMinor: number | null;
            }[];
            said: {
                by: string;
                reason: string;
                location: string | null;
                addedMinor: number;
                isExcluded: boolean;
                handlingDaysAdded: number;
            }[];
        };
        OrderExplanation: {
            id: string;
            channel: string;
            externalId: string;
            decisions: components["schemas"]["ExplainedDecision"][];
        };
        ChangedSettings: {
            weights?: {
                shippingFactor?: number;
                handlingFactor?: number;
                splitPenaltyMinor?: number;
                latenessMinorPerDay?: number;
                carbonMinorPerKilogram?: number;
                stockWorthFactor?: number;
            };
            closedLocations?: string[];
        };
        ExplainedRefusal: {
            /** @enum {unknown} */
            reason: "no_location_serves_destination" | "insufficient_stock" | "cannot_serve_unsplit";
            lines: {
                lineNumber: number;
                wanted: number;
                available: number;
            }[];
        };
        WhatIf: {
            id: string;
            event: {
                cursor: string;
                /** Format: uuid */
                id: string;
                type: string;
                /** Format: date-time */
                occurredAt: string;
                /** Format: date-time */
                recordedAt: string;
                actor: string;
                hasDecision: boolean;
            };
            rulesVersion: number;
            currency: string;
            before: components["schemas"]["ExplainedPlan"];
            after: components["schemas"]["ExplainedPlan"] | null;
            refusal: components["schemas"]["ExplainedRefusal"] | null;
            isOtherChoice: boolean;
            difference: {
                costMinor: number;
                shipmentCount: number;
                latenessDays: number;
                carbonGrams: number;
                promiseDays: number;
            } | null;
        };
        Overview: {
            /** Format: date-time */
            at: string;
            sequence: string;
            inFlight: {
                /** @enum {unknown} */
                state: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
                orders: number;
            }[];
            moves: {
                from: ("placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled") | null;
                /** @enum {unknown} */
                to: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
                orders: number;
            }[];
            throughput: {
                /** Format: date-time */
                since: string;
                minutes: number;
                placed: {
                    today: number[];
                    normal: {
                        /** @enum {unknown} */
                        basis: "weekday" | "day" | "none";
                        days: number;
                        median: number[];
                        low: number[];
                        high: number[];
                    };
                };
                shipped: {
                    today: number[];
                    normal: {
                        /** @enum {unknown} */
                        basis: "weekday" | "day" | "none";
                        days: number;
                        median: number[];
                        low: number[];
                        high: number[];
                    };
                };
                /** Format: date-time */
                hourSince: string;
                lastHour: {
                    placed: number[];
                    shipped: number[];
                };
            };
            lateness: {
                late: {
                    /** @enum {unknown} */
                    state: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
                    orders: number;
                }[];
                atRisk: {
                    /** @enum {unknown} */
                    state: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
                    orders: number;
                }[];
                isMore: boolean;
                first: {
                    id: string;
                    channel: string;
                    externalId: string;
                    /** @enum {unknown} */
                    state: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
                    countryCode: string;
                    /** Format: date-time */
                    promisedAt: string;
                }[];
            };
            holds: {
                kind: string;
                orders: number;
            }[];
            stockOuts: {
                awaitedSkus: number;
                emptySkus: number;
                isMore: boolean;
                first: {
                    sku: string;
                    name: string;
                    names: {
                        [key: string]: string;
                    };
                    quantity: number;
                    orders: number;
                    /** Format: date-time */
                    expectedAt: string;
                }[];
            };
            underWay: {
                countryCode: string;
                orders: number;
            }[];
            ways: {
                location: string;
                countryCode: string;
                orders: number;
            }[];
        };
        CancellationLine: {
            channel: string;
            externalId: string;
            orderExternalId?: string;
            /** Format: date-time */
            announcedAt?: string;
            reason: string;
            lines: {
                sku: string;
                quantity: number;
                orderExternalId?: string;
            }[];
        };
        BulkResult: {
            line: number;
            status: number;
            id?: string;
            repeated?: boolean;
            problem?: components["schemas"]["Problem"];
        };
        OrderFilters: {
            /** @enum {unknown} */
            state?: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
            /** @enum {unknown} */
            kind?: "standard" | "preorder" | "exchange" | "drop_ship" | "business" | "pick_up";
            /** @enum {unknown} */
            paymentState?: "unpaid" | "authorised" | "partly_captured" | "partly_paid" | "paid" | "failed" | "expired" | "refunded" | "charged_back" | "not_required";
            channel?: string;
            countryCode?: string;
            location?: string;
            priority?: number;
            /** Format: date-time */
            placedFrom?: string;
            /** Format: date-time */
            placedTo?: string;
            externalId?: string;
            isLate?: boolean;
            /** @enum {unknown} */
            needs?: "me" | "anybody";
            search?: string;
        };
        BeginBulkChange: {
            /** @enum {unknown} */
            action: "hold" | "release_hold" | "release" | "priority" | "cancel";
            filters?: components["schemas"]["OrderFilters"];
            orderIds?: string[];
        };
        StartBulkChange: {
            priority?: number;
            holdKind?: string;
            reason?: string;
        };
        BulkCounts: {
            matched: number;
            waiting: number;
            willAsk: number;
            unchanged: number;
            done: number;
            asked: number;
            failed: number;
            undone: number;
            notUndone: number;
            impossible: {
                /** @enum {unknown} */
                why: "cancelled" | "left" | "no_hold" | "not_sourced" | "held" | "not_amendable" | "absent";
                orders: number;
            }[];
            byPriority: number[];
        };
        BulkChange: {
            /** Format: uuid */
            id: string;
            /** @enum {unknown} */
            action: "hold" | "release_hold" | "release" | "priority" | "cancel";
            /** @enum {unknown} */
            state: "counting" | "counted" | "too_many" | "running" | "stopped" | "done" | "undoing" | "undone";
            actor: string;
            /** Format: date-time */
            createdAt: string;
            startedAt: string | null;
            endedAt: string | null;
            choice: components["schemas"]["StartBulkChange"] | null;
            counts: components["schemas"]["BulkCounts"];
            canUndo: boolean;
        };
        BulkChangePage: {
            items: components["schemas"]["BulkChange"][];
            nextCursor: string | null;
        };
        BulkChangeOrderPage: {
            items: {
                orderId: string;
                /** @enum {unknown} */
                outcome: "waiting" | "impossible" | "unchanged" | "done" | "asked" | "failed" | "undone" | "not_undone";
                why: string | null;
                detail: string | null;
            }[];
            nextCursor: string | null;
        };
        Event: {
            /** @enum {unknown} */
            specversion: "1.0";
            /** Format: uuid */
            id: string;
            /** Format: uri-reference */
            source: string;
            type: string;
            subject: string;
            /** Format: date-time */
            time: string;
            /** @enum {unknown} */
            datacontenttype: "application/json";
            traceparent: string;
            sequence: string;
            /** Format: date-time */
            recordedtime: string;
            actor: string;
            data: unknown;
        };
        EventPage: {
            items: components["schemas"]["Event"][];
            nextCursor: string | null;
        };
        AuditPage: {
            items: {
                /** @enum {unknown} */
                specversion: "1.0";
                /** Format: uuid */
                id: string;
                /** Format: uri-reference */
                source: string;
                type: string;
                subject: string;
                /** Format: date-time */
                time: string;
                /** @enum {unknown} */
                datacontenttype: "application/json";
                traceparent: string;
                sequence: string;
                /** Format: date-time */
                recordedtime: string;
                actor: string;
                data: unknown;
                before: unknown;
            }[];
            nextCursor: string | null;
        };
        TrackedOrder: {
            externalId: string;
            shop: {
                name: string;
                names: {
                    [key: string]: string;
                };
            };
            /** @enum {unknown} */
            situation: "awaiting_payment" | "checking" | "waiting" | "preparing" | "packed" | "ready_for_pick_up" | "partly_on_the_way" | "on_the_way" | "out_for_delivery" | "delivery_failed" | "sent_back" | "partly_delivered" | "delivered" | "returning" | "returned" | "cancelled";
            isPickUp: boolean;
            isLate: boolean;
            /** @enum {unknown} */
            paymentState: "unpaid" | "authorised" | "partly_captured" | "partly_paid" | "paid" | "failed" | "expired" | "refunded" | "charged_back" | "not_required";
            /** Format: date-time */
            placedAt: string;
            promisedAt: string | null;
            promisedBefore: string | null;
            expectedAt: string | null;
            deliveredAt: string | null;
            destination: {
                city: string | null;
                regionCode: string | null;
                countryCode: string;
            };
            items: {
                lineNumber: number;
                name: string;
                names: {
                    [key: string]: string;
                };
                quantity: number;
                cancelledQuantity: number;
                shippedQuantity: number;
                deliveredQuantity: number;
                returnedQuantity: number;
                bundleLine: number | null;
            }[];
            parcels: {
                number: number;
                /** @enum {unknown} */
                state: "booked" | "voided" | "shipped" | "in_transit" | "out_for_delivery" | "delivery_failed" | "delivered" | "returned_to_sender";
                carrier: string;
                trackingNumber: string;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
                shippedAt: string | null;
                /** Format: date-time */
                deliverBy: string;
                deliveredAt: string | null;
                signedBy: string | null;
            }[];
            remaining: {
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
                /** Format: date-time */
                deliverBy: string;
                waitsUntil: string | null;
            }[];
            pickUp: {
                name: string;
                names: {
                    [key: string]: string;
                };
                address: {
                    name?: string;
                    company?: string;
                    lines: string[];
                    district?: string;
                    city?: string;
                    regionCode?: string;
                    postalCode?: string;
                    countryCode: string;
                    phone?: string;
                    latitude?: number;
                    longitude?: number;
                };
                pickUpCode: string;
                collectBy: string | null;
            } | null;
            returns: {
                /** @enum {unknown} */
                state: "requested" | "approved" | "on_the_way" | "receiving" | "received" | "inspecting" | "closed" | "rejected" | "cancelled" | "expired";
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
                /** Format: date-time */
                requestedAt: string;
                /** Format: date-time */
                stateSince: string;
            }[];
            history: {
                /** Format: date-time */
                at: string;
                kind: ("in_transit" | "customs_released" | "out_for_delivery" | "delivery_failed" | "delivered" | "returned_to_sender") | ("placed" | "paid" | "backordered" | "picking" | "packed" | "shipped" | "ready_for_pick_up" | "promise_moved" | "returning" | "returned" | "cancelled");
                place: string | null;
                parcel: number | null;
                promisedAt: string | null;
            }[];
        };
        TrackingLink: {
            link: string;
        };
        PutSkuBody: {
            name: string;
            names?: {
                [key: string]: string;
            };
            weightGrams: number;
            dimensionsMillimetres?: {
                length: number;
                width: number;
                height: number;
            };
            valueMinor: number;
            customsCode?: string;
            originCountryCode?: string;
            requires?: string[];
            attributes?: {
                [key: string]: unknown;
            };
            /** @enum {unknown} */
            backorder?: "never" | "incoming" | "lead_time";
            leadTimeDays?: number;
            /** Format: date-time */
            availableFrom?: string;
            components?: {
                sku: string;
                quantity: number;
            }[];
            shipsTogether?: boolean;
        };
        Put: {
            put: number;
        };
        PutSku: {
            code: string;
            name: string;
            names?: {
                [key: string]: string;
            };
            weightGrams: number;
            dimensionsMillimetres?: {
                length: number;
                width: number;
                height: number;
            };
            valueMinor: number;
            customsCode?: string;
            originCountryCode?: string;
            requires?: string[];
            attributes?: {
                [key: string]: unknown;
            };
            /** @enum {unknown} */
            backorder?: "never" | "incoming" | "lead_time";
            leadTimeDays?: number;
            /** Format: date-time */
            availableFrom?: string;
            components?: {
                sku: string;
                quantity: number;
            }[];
            shipsTogether?: boolean;
        };
        SkuView: {
            code: string;
            name: string;
            names: {
                [key: string]: string;
            };
            weightGrams: number;
            dimensionsMillimetres: {
                length: number;
                width: number;
                height: number;
            } | null;
            valueMinor: number;
            customsCode: string | null;
            originCountryCode: string | null;
            requires: string[];
            attributes: {
                [key: string]: unknown;
            };
            /** @enum {unknown} */
            backorder: "never" | "incoming" | "lead_time";
            leadTimeDays: number | null;
            availableFrom: string | null;
            components: {
                sku: string;
                quantity: number;
            }[] | null;
            shipsTogether: boolean;
            /** @enum {unknown} */
            tracking: "none" | "lot" | "serial";
        };
        SkuPage: {
            items: components["schemas"]["SkuView"][];
            nextCursor: string | null;
        };
        PutLocation: {
            name: string;
            names?: {
                [key: string]: string;
            };
            /** @enum {unknown} */
            kind: "warehouse" | "store" | "supplier" | "in_transit";
            address: {
                name?: string;
                company?: string;
                lines: string[];
                district?: string;
                city?: string;
                regionCode?: string;
                postalCode?: string;
                countryCode: string;
                phone?: string;
                latitude?: number;
                longitude?: number;
            };
            timeZone: string;
            workingWeekdays?: boolean[];
            holidays?: string[];
            cutoffMinuteOfDay?: number;
            handlingDays?: number;
            handlingMinorPerShipment?: number;
            handlingMinorPerUnit?: number;
            dailyCapacityShipments?: number | null;
            stockWorthPermille?: number;
            capabilities?: string[];
            isOpen?: boolean;
        };
        LocationPut: {
            code: string;
            name: string;
            names?: {
                [key: string]: string;
            };
            /** @enum {unknown} */
            kind: "warehouse" | "store" | "supplier" | "in_transit";
            address: {
                name?: string;
                company?: string;
                lines: string[];
                district?: string;
                city?: string;
                regionCode?: string;
                postalCode?: string;
                countryCode: string;
                phone?: string;
                latitude?: number;
                longitude?: number;
            };
            timeZone: string;
            workingWeekdays?: boolean[];
            holidays?: string[];
            cutoffMinuteOfDay?: number;
            handlingDays?: number;
            handlingMinorPerShipment?: number;
            handlingMinorPerUnit?: number;
            dailyCapacityShipments?: number | null;
            stockWorthPermille?: number;
            capabilities?: string[];
            isOpen?: boolean;
        };
        LocationView: {
            code: string;
            name: string;
            names: {
                [key: string]: string;
            };
            /** @enum {unknown} */
            kind: "warehouse" | "store" | "supplier" | "in_transit";
            address: {
                name?: string;
                company?: string;
                lines: string[];
                district?: string;
                city?: string;
                regionCode?: string;
                postalCode?: string;
                countryCode: string;
                phone?: string;
                latitude?: number;
                longitude?: number;
            };
            timeZone: string;
            workingWeekdays: boolean[];
            holidays: string[];
            cutoffMinuteOfDay: number;
            handlingDays: number;
            handlingMinorPerShipment: number;
            handlingMinorPerUnit: number;
            dailyCapacityShipments: number | null;
            stockWorthPermille: number;
            capabilities: string[];
            isOpen: boolean;
        };
        LocationPage: {
            items: components["schemas"]["LocationView"][];
            nextCursor: string | null;
        };
        ReceiveStock: {
            location: string;
            changeId?: string;
            reference: string;
            incomingReference?: string;
            lines: {
                sku: string;
                quantity: number;
                lots?: {
                    lot: string;
                    quantity: number;
                    /** Format: date-time */
                    expiresAt?: string;
                }[];
                serials?: string[];
            }[];
            /** Format: date-time */
            receivedAt?: string;
            isComplete?: boolean;
        };
        StockChange: {
            /** Format: uuid */
            eventId: string;
            lines: number;
        };
        AdjustStock: {
            location: string;
            changeId?: string;
            reason: string;
            reference?: string;
            lines: ({
                sku: string;
                /** @enum {unknown} */
                bucket?: "on_hand" | "damaged" | "quality_control";
                delta: number;
            } | {
                sku: string;
                counted: number;
            })[];
        };
        AnnounceSupply: {
            location: string;
            reference: string;
            lines: {
                sku: string;
                quantity: number;
                /** Format: date-time */
                expectedAt: string;
            }[];
        };
        CloseSupply: {
            location: string;
            reference: string;
            skus: string[];
            reason: string;
        };
        TransferStock: {
            from: string;
            to: string;
            reference: string;
            /** Format: date-time */
            expectedAt: string;
            lines: {
                sku: string;
                quantity: number;
            }[];
        };
        TransferDifference: {
            sku: string;
            sent: number;
            received: number;
        };
        TransferView: {
            reference: string;
            from: string;
            to: string;
            /** Format: date-time */
            expectedAt: string;
            /** @enum {unknown} */
            state: "on_the_way" | "received";
            lines: {
                sku: string;
                quantity: number;
                received: number;
            }[];
            differences: components["schemas"]["TransferDifference"][];
        };
        SetSafetyStock: {
            location: string;
            lines: {
                sku: string;
                quantity: number;
            }[];
        };
        ReserveStock: {
            sku: string;
            location: string;
            quantity: number;
            reference: string;
            /** Format: date-time */
            expiresAt: string;
        };
        ReservationView: {
            /** Format: uuid */
            id: string;
            sku: string;
            location: string;
            quantity: number;
            reference: string;
            /** Format: date-time */
            expiresAt: string;
            /** @enum {unknown} */
            state: "held" | "released" | "expired";
        };
        ReceiveTransferBody: {
            lines: {
                sku: string;
                quantity: number;
                lots?: {
                    lot: string;
                    quantity: number;
                    /** Format: date-time */
                    expiresAt?: string;
                }[];
                serials?: string[];
            }[];
            /** Format: date-time */
            receivedAt?: string;
            isComplete?: boolean;
        };
        StockPosition: {
            sku: string;
            name: string;
            names: {
                [key: string]: string;
            };
            location: string;
            onHand: number;
            reserved: number;
            allocated: number;
            damaged: number;
            qualityControl: number;
            safetyStock: number;
            available: number;
        };
        StockPositionPage: {
            items: components["schemas"]["StockPosition"][];
            nextCursor: string | null;
        };
        AtpAnswer: {
            sku: string;
            /** Format: date-time */
            at: string;
            availableNow: number;
            locations: {
                location: string;
                available: number;
            }[];
            steps: {
                /** Format: date-time */
                at: string;
                location: string;
                reference: string;
                quantity: number;
                available: number;
            }[];
        };
        StockEntryView: {
            id: number;
            kind: string;
            onHandDelta: number;
            reservedDelta: number;
            allocatedDelta: number;
            damagedDelta: number;
            qualityControlDelta: number;
            orderId: number | null;
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
        };
        StockEntryPage: {
            items: components["schemas"]["StockEntryView"][];
            nextCursor: string | null;
        };
        TransferPage: {
            items: components["schemas"]["TransferView"][];
            nextCursor: string | null;
        };
        IncomingView: {
            /** Format: uuid */
            id: string;
            sku: string;
            name: string;
            names: {
                [key: string]: string;
            };
            location: string;
            reference: string;
            /** Format: date-time */
            expectedAt: string;
            quantity: number;
            received: number;
            promised: number;
            closedAt: string | null;
        };
        IncomingPage: {
            items: components["schemas"]["IncomingView"][];
            nextCursor: string | null;
        };
        PutAllotmentBody: {
            channel: string;
            sku: string;
            location?: string;
            quantity: number;
            /** Format: date-time */
            from?: string;
            /** Format: date-time */
            until?: string;
        };
        AllotmentView: {
            code: string;
            channel: string | null;
            sku: string;
            location: string | null;
            quantity: number;
            taken: number;
            remaining: number;
            /** Format: date-time */
            from: string;
            until: string | null;
            /** @enum {unknown} */
            state: "active" | "ended";
        };
        EndAllotmentBody: {
            reason: string;
        };
        AllotmentPage: {
            items: components["schemas"]["AllotmentView"][];
            nextCursor: string | null;
        };
        PutSafetyStockRuleBody: {
            priority: number;
            matches: {
                attributes?: {
                    [key: string]: string;
                };
                locationKinds?: ("warehouse" | "store" | "supplier" | "in_transit")[];
                locations?: string[];
            };
            method: {
                /** @constant */
                kind: "fixed";
                units: number;
            } | {
                /** @constant */
                kind: "days_of_cover";
                days: number;
                demandDays: number;
            } | {
                /** @constant */
                kind: "service_level";
                servicePermille: number;
                leadTimeDays: number;
                demandDays: number;
            };
            isActive?: boolean;
        };
        PutSafetyStockRule: {
            code: string;
            priority: number;
            matches: {
                attributes?: {
                    [key: string]: string;
                };
                locationKinds?: ("warehouse" | "store" | "supplier" | "in_transit")[];
                locations?: string[];
            };
            method: {
                /** @constant */
                kind: "fixed";
                units: number;
            } | {
                /** @constant */
                kind: "days_of_cover";
                days: number;
                demandDays: number;
            } | {
                /** @constant */
                kind: "service_level";
                servicePermille: number;
                leadTimeDays: number;
                demandDays: number;
            };
            isActive?: boolean;
        };
        SafetyStockRulePage: {
            items: components["schemas"]["PutSafetyStockRule"][];
            nextCursor: string | null;
        };
        SafetyStockPreview: {
            items: {
                sku: string;
                location: string;
                rule: string | null;
                before: number;
                after: number;
                demandMean: number;
                demandDeviation: number;
            }[];
            nextCursor: string | null;
        };
        SetTracking: {
            /** @enum {unknown} */
            tracking: "none" | "lot" | "serial";
            openingLot?: string;
        };
        TrackingView: {
            sku: string;
            /** @enum {unknown} */
            tracking: "none" | "lot" | "serial";
        };
        LotView: {
            sku: string;
            location: string;
            lot: string;
            expiresAt: string | null;
            /** Format: date-time */
            receivedAt: string;
            onHand: number;
            quarantined: number;
            /** @enum {unknown} */
            state: "open" | "quarantined" | "expired";
            reason: string | null;
        };
        LotPage: {
            items: components["schemas"]["LotView"][];
            nextCursor: string | null;
        };
        LotSuggestion: {
            sku: string;
            location: string;
            chosen: {
                lot: string;
                quantity: number;
            }[];
            missing: number;
            passedOver: {
                lot: string;
                because: string;
            }[];
        };
        BlockLot: {
            reason: string;
        };
        LotChange: {
            sku: string;
            lot: string;
            locations: {
                location: string;
                onHand: number;
                quarantined: number;
            }[];
            orders: {
                orderId: string;
                units: number;
            }[];
        };
        SerialView: {
            serial: string;
            sku: string;
            lot: string | null;
            location: string | null;
            /** @enum {unknown} */
            state: "on_hand" | "shipped" | "gone";
            orderId: string | null;
            history: {
                what: string;
                /** Format: date-time */
                at: string;
                location: string;
                orderId: string | null;
            }[];
        };
        CountRule: {
            everyDays: number;
            tasksMax: number;
            countEveryDays: {
                A: number;
                B: number;
                C: number;
            };
            isAfterShortPicks: boolean;
            isBlind: boolean;
            tolerance: {
                units: number;
                permille: number;
            };
        };
        PutCountPlanBody: {
            location: string;
            rule: components["schemas"]["CountRule"];
            isActive?: boolean;
        };
        CountPlanView: {
            code: string;
            location: string;
            rule: components["schemas"]["CountRule"];
            isActive: boolean;
            nextRunAt: string | null;
        };
        CountPlanPage: {
            items: components["schemas"]["CountPlanView"][];
            nextCursor: string | null;
        };
        OrderCount: {
            sku: string;
            location: string;
            slot?: string;
            isBlind?: boolean;
            tolerance?: {
                units: number;
                permille: number;
            };
            reason: string;
        };
        CountTaskView: {
            id: string;
            plan: string | null;
            location: string;
            sku: string;
            slot: string | null;
            isBlind: boolean;
            tolerance: {
                units: number;
                permille: number;
            };
            why: string;
            /** @enum {unknown} */
            state: "open" | "recount" | "approval" | "posted" | "short" | "cancelled";
            counts: {
                by: string;
                /** Format: date-time */
                at: string;
                counted: number;
                expected: number | null;
            }[];
            variance: number | null;
            unposted: number;
            reason: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            stateSince: string;
        };
        CountTaskPage: {
            items: components["schemas"]["CountTaskView"][];
            nextCursor: string | null;
        };
        RecordCount: {
            counted: number;
            /** Format: date-time */
            countedAt?: string;
        };
        DecideCount: {
            /** @enum {unknown} */
            decision: "approve" | "recount" | "cancel";
            reason: string;
        };
        TakeSnapshot: {
            location: string;
            /** Format: date-time */
            takenAt: string;
            source?: string;
            isComplete?: boolean;
            lines: {
                sku: string;
                onHand: number;
                lot?: string;
            }[];
        };
        SnapshotView: {
            id: string;
            location: string;
            source: string;
            /** Format: date-time */
            takenAt: string;
            isComplete: boolean;
            uploadedBy: string;
            /** @enum {unknown} */
            state: "received" | "compared" | "agreed" | "proposed" | "approved" | "rejected" | "posted";
            lines: number;
            drifts: number;
            decidedBy: string | null;
            reason: string | null;
            /** Format: date-time */
            receivedAt: string;
            /** Format: date-time */
            stateSince: string;
        };
        SnapshotPage: {
            items: components["schemas"]["SnapshotView"][];
            nextCursor: string | null;
        };
        DriftView: {
            id: string;
            sku: string;
            location: string;
            ours: number;
            theirs: number;
            drift: number;
            causes: {
                cause: string;
                likelihoodPermille: number;
                parts: {
                    cause: string;
                    quantity: number;
                    evidence: {
                        entryIds?: number[];
                        references?: string[];
                        orderIds?: number[];
                        skus?: string[];
                        factor?: number;
                        hours?: number;
                    };
                }[];
                /** @enum {unknown} */
                correction: "here" | "there" | "none";
            }[];
            causeChosen: number;
            /** @enum {unknown} */
            correction: "here" | "there" | "none";
            proposedBy: string;
            posted: number;
        };
        DriftPage: {
            items: components["schemas"]["DriftView"][];
            nextCursor: string | null;
        };
        ProposeCorrection: {
            causeChosen?: number;
            /** @enum {unknown} */
            correction: "here" | "there" | "none";
        };
        DecideSnapshot: {
            isApproved: boolean;
            reason: string;
        };
        PutChannel: {
            name: string;
            names?: {
                [key: string]: string;
            };
            currency: string;
            timeZone: string;
            paymentDeadlineMinutes?: number | null;
            /** @enum {unknown} */
            backorder?: "allow" | "refuse";
            /** @enum {unknown} */
            split?: "allow" | "never";
            promiseTargetDays?: number | null;
            releaseAfterMinutes?: number | null;
            returnWindowDays?: number;
            payments?: {
                /** @enum {unknown} */
                capture: "on_shipment" | "on_placement" | "external";
                /** @enum {unknown} */
                refund: "automatic" | "by_person" | "external";
                provider?: string;
            };
            orderKinds?: {
                finalPaymentDays?: number;
                /** @enum {unknown} */
                unpaidDeposit?: "kept" | "refunded";
                collectWithinDays?: number;
            };
            excludedLocations?: string[];
            customFieldsSchema?: {
                [key: string]: unknown;
            } | null;
        };
        ChannelPut: {
            code: string;
            name: string;
            names?: {
                [key: string]: string;
            };
            currency: string;
            timeZone: string;
            paymentDeadlineMinutes?: number | null;
            /** @enum {unknown} */
            backorder?: "allow" | "refuse";
            /** @enum {unknown} */
            split?: "allow" | "never";
            promiseTargetDays?: number | null;
            releaseAfterMinutes?: number | null;
            returnWindowDays?: number;
            payments?: {
                /** @enum {unknown} */
                capture: "on_shipment" | "on_placement" | "external";
                /** @enum {unknown} */
                refund: "automatic" | "by_person" | "external";
                provider?: string;
            };
            orderKinds?: {
                finalPaymentDays?: number;
                /** @enum {unknown} */
                unpaidDeposit?: "kept" | "refunded";
                collectWithinDays?: number;
            };
            excludedLocations?: string[];
            customFieldsSchema?: {
                [key: string]: unknown;
            } | null;
        };
        SettingVersion: {
            name: string;
            version: number;
        };
        ChannelView: {
            code: string;
            name: string;
            names: {
                [key: string]: string;
            };
            currency: string;
            timeZone: string;
            paymentDeadlineMinutes: number | null;
            /** @enum {unknown} */
            backorder: "allow" | "refuse";
            /** @enum {unknown} */
            split: "allow" | "never";
            promiseTargetDays: number | null;
            releaseAfterMinutes: number | null;
            returnWindowDays: number;
            payments: {
                /** @enum {unknown} */
                capture: "on_shipment" | "on_placement" | "external";
                /** @enum {unknown} */
                refund: "automatic" | "by_person" | "external";
                provider?: string;
            } | null;
            orderKinds: {
                finalPaymentDays?: number;
                /** @enum {unknown} */
                unpaidDeposit?: "kept" | "refunded";
                collectWithinDays?: number;
            } | null;
            excludedLocations: string[];
            customFieldsSchema: {
                [key: string]: unknown;
            } | null;
        };
        ChannelList: {
            items: components["schemas"]["ChannelView"][];
            nextCursor: null;
        };
        PutCarrierService: {
            carrier: string;
            /** @enum {unknown} */
            mode: "road" | "air" | "sea" | "rail";
            movingWeekdays?: boolean[];
            maxWeightGrams: number;
            lanes: {
                originCountryCode: string;
                originRegionCodes: string[] | null;
                destinationCountryCode: string;
                destinationRegionCodes: string[] | null;
                zone: string;
                transitDaysMin: number;
                transitDaysMax: number;
                distanceKilometres: number;
                destinationTimeZone: string;
            }[];
            zones: {
                zone: string;
                brackets: {
                    upToGrams: number;
                    priceMinor: number;
                }[];
                extraKilogramMinor: number | null;
            }[];
        };
        CarrierServiceView: {
            code: string;
            carrier: string;
            /** @enum {unknown} */
            mode: "road" | "air" | "sea" | "rail";
            movingWeekdays?: boolean[];
            maxWeightGrams: number;
            lanes: {
                originCountryCode: string;
                originRegionCodes: string[] | null;
                destinationCountryCode: string;
                destinationRegionCodes: string[] | null;
                zone: string;
                transitDaysMin: number;
                transitDaysMax: number;
                distanceKilometres: number;
                destinationTimeZone: string;
            }[];
            zones: {
                zone: string;
                brackets: {
                    upToGrams: number;
                    priceMinor: number;
                }[];
                extraKilogramMinor: number | null;
            }[];
        };
        CarrierServiceList: {
            items: components["schemas"]["CarrierServiceView"][];
            nextCursor: null;
        };
        SourcingWeights: {
            currency: string;
            shippingFactor: number;
            handlingFactor: number;
            splitPenaltyMinor: number;
            latenessMinorPerDay: number;
            carbonMinorPerKilogram: number;
            stockWorthFactor: number;
        };
        SourcingWeightsView: {
            currency: string;
            shippingFactor: number;
            handlingFactor: number;
            splitPenaltyMinor: number;
            latenessMinorPerDay: number;
            carbonMinorPerKilogram: number;
            stockWorthFactor: number;
        };
        RulesVersion: {
            version: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
        };
        RulesVersionPage: {
            items: components["schemas"]["RulesVersion"][];
            nextCursor: string | null;
        };
        RulesDocument: {
            version: number;
            currency: string;
            weights: {
                [key: string]: number;
            };
            locations: {
                [key: string]: unknown;
            }[];
            services: {
                [key: string]: unknown;
            }[];
        };
        PaymentsView: {
            orderId: string;
            currency: string;
            dueMinor: number;
            paidMinor: number;
            authorisedMinor: number;
            facts: {
                /** @enum {unknown} */
                kind: "authorised" | "captured" | "failed" | "refunded" | "voided" | "expired" | "chargeback";
                amountMinor: number;
                reference: string;
                /** @enum {unknown} */
                tender: "card" | "wallet" | "transfer" | "gift_card" | "credit" | "cash_on_delivery";
                authorisation?: string;
                capture?: string;
                /** Format: date-time */
                expiresAt?: string;
                /** Format: date-time */
                occurredAt: string;
            }[];
            operations: {
                id: string;
                /** @enum {unknown} */
                kind: "authorise" | "capture" | "void" | "refund";
                amountMinor: number;
                /** @enum {unknown} */
                tender: "card" | "wallet" | "transfer" | "gift_card" | "credit" | "cash_on_delivery";
                of: string;
                /** Format: date-time */
                requestedAt: string;
                /** @enum {unknown} */
                state: "requested" | "failed";
            }[];
        };
        RefundOrder: {
            amountMinor?: number;
            reason: string;
        };
        RetryPayment: {
            /** @enum {unknown} */
            outcome: "again" | "drop";
        };
        IssueGiftCard: {
            currency: string;
            amountMinor: number;
            /** Format: date-time */
            expiresAt?: string;
            note?: string;
        };
        GiftCardIssued: {
            /** Format: uuid */
            id: string;
            ending: string;
            currency: string;
            issuedMinor: number;
            balanceMinor: number;
            expiresAt: string | null;
            /** Format: date-time */
            issuedAt: string;
            issuedBy: string;
            note: string | null;
            giftCardCode?: string;
        };
        GiftCardView: {
            /** Format: uuid */
            id: string;
            ending: string;
            currency: string;
            issuedMinor: number;
            balanceMinor: number;
            expiresAt: string | null;
            /** Format: date-time */
            issuedAt: string;
            issuedBy: string;
            note: string | null;
        };
        GiftCardPage: {
            items: components["schemas"]["GiftCardView"][];
            nextCursor: string | null;
        };
        PutAccount: {
            name: string;
            currency: string;
            creditLimitMinor: number;
            netDays: number;
            needsPurchaseOrderNumber?: boolean;
            owner?: string;
            isOpen?: boolean;
        };
        AccountView: {
            code: string;
            name: string;
            currency: string;
            creditLimitMinor: number;
            exposureMinor: number;
            netDays: number;
            needsPurchaseOrderNumber: boolean;
            owner: string | null;
            isOpen: boolean;
        };
        AccountPage: {
            items: components["schemas"]["AccountView"][];
            nextCursor: string | null;
        };
        PutPaymentProvider: {
            name: string;
            /** @enum {unknown} */
            kind: "http";
            url: string;
            currency: string;
            secretVariable: string;
        };
        PaymentProviderView: {
            code: string;
            name: string;
            /** @enum {unknown} */
            kind: "http";
            url: string;
            currency: string;
            secretVariable: string;
        };
        PaymentProviderList: {
            items: components["schemas"]["PaymentProviderView"][];
            nextCursor: null;
        };
        ProviderNotice: {
            orderId: string;
            /** @enum {unknown} */
            kind: "authorised" | "captured" | "failed" | "refunded" | "voided" | "expired" | "chargeback";
            amountMinor: number;
            reference: string;
            /** @enum {unknown} */
            tender?: "card" | "wallet" | "transfer" | "gift_card" | "credit" | "cash_on_delivery";
            authorisation?: string;
            capture?: string;
            /** Format: date-time */
            expiresAt?: string;
            operation?: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        NoticeTaken: {
            taken: boolean;
        };
        CreateKey: {
            name: string;
            scopes: (("orders:read" | "orders:write" | "stock:read" | "stock:write" | "catalogue:read" | "catalogue:write" | "settings:read" | "settings:write" | "events:read" | "operations:read" | "operations:write" | "fulfilment:read" | "fulfilment:write" | "purchases:read" | "purchases:write" | "counts:read" | "counts:write" | "returns:read" | "returns:write" | "returns:request" | "returns:receive" | "payments:read" | "payments:write" | "exceptions:read" | "exceptions:write" | "partners:read" | "partners:write" | "flows:read" | "flows:write" | "flows:approve" | "flows:administer" | "flow-apis:call" | "export:read" | "access:admin" | "orders:*" | "stock:*" | "catalogue:*" | "settings:*" | "events:*" | "operations:*" | "fulfilment:*" | "purchases:*" | "counts:*" | "returns:*" | "payments:*" | "exceptions:*" | "partners:*" | "flows:*" | "flow-apis:*" | "export:*" | "access:*" | "*") | string)[];
            rateLimitPerSecond?: number;
            /** Format: date-time */
            expiresAt?: string;
            /** @enum {unknown} */
            view?: "agent" | "worker" | "supplier" | "customer";
        };
        CreatedKey: {
            /** Format: uuid */
            id: string;
            name: string;
            scopes: string[];
            view: ("agent" | "worker" | "supplier" | "customer") | null;
            rateLimitPerSecond: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            expiresAt: string | null;
            revokedAt: string | null;
            previousExpiresAt: string | null;
            lastUsedAt: string | null;
            key?: string;
        };
        KeyView: {
            /** Format: uuid */
            id: string;
            name: string;
            scopes: string[];
            view: ("agent" | "worker" | "supplier" | "customer") | null;
            rateLimitPerSecond: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            expiresAt: string | null;
            revokedAt: string | null;
            previousExpiresAt: string | null;
            lastUsedAt: string | null;
        };
        KeyPage: {
            items: components["schemas"]["KeyView"][];
            nextCursor: string | null;
        };
        RotateKey: {
            graceHours?: number;
        };
        RoleList: {
            items: {
                /** @enum {unknown} */
                role: "admin" | "operations" | "agent" | "worker" | "supplier" | "customer";
                scopes: ("orders:read" | "orders:write" | "stock:read" | "stock:write" | "catalogue:read" | "catalogue:write" | "settings:read" | "settings:write" | "events:read" | "operations:read" | "operations:write" | "fulfilment:read" | "fulfilment:write" | "purchases:read" | "purchases:write" | "counts:read" | "counts:write" | "returns:read" | "returns:write" | "returns:request" | "returns:receive" | "payments:read" | "payments:write" | "exceptions:read" | "exceptions:write" | "partners:read" | "partners:write" | "flows:read" | "flows:write" | "flows:approve" | "flows:administer" | "flow-apis:call" | "export:read" | "access:admin")[];
                fieldClasses: ("open" | "personal" | "delivery" | "money" | "cost" | "internal" | "secret")[];
                isLimitedBy: ("locations" | "customerEmail") | null;
            }[];
        };
        Me: {
            actor: string;
            /** @enum {unknown} */
            kind: "key" | "person";
            scopes: string[];
            roles: string[];
            mustChangePassword: boolean;
            expiresAt: string | null;
        };
        LogIn: {
            login: string;
            password: string;
        };
        LoggedOut: {
            endSessionUrl: string;
        };
        ChangePassword: {
            password: string;
            newPassword: string;
        };
        SessionList: {
            items: {
                /** Format: uuid */
                id: string;
                isCurrent: boolean;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                expiresAt: string;
                userAgent: string | null;
                /** @enum {unknown} */
                openedBy: "password" | "provider";
            }[];
            nextCursor: null;
        };
        Preference: {
            name: string;
            document: {
                [key: string]: unknown;
            } | null;
            changedAt: string | null;
        };
        PutPreference: {
            document: {
                [key: string]: unknown;
            };
        };
        LoginOptions: {
            provider: {
                name: string;
                url: string;
            } | null;
        };
        CreatePerson: {
            login: string;
            name: string;
            email?: string;
            /** @enum {unknown} */
            language?: "en" | "zh-CN";
            roles: ("admin" | "operations" | "agent" | "worker" | "supplier" | "customer")[];
            locations?: string[];
            customerEmail?: string | null;
        };
        InvitedPerson: {
            login: string;
            name: string;
            email: string | null;
            language: string | null;
            roles: ("admin" | "operations" | "agent" | "worker" | "supplier" | "customer")[];
            locations: string[];
            customerEmail: string | null;
            mustChangePassword: boolean;
            identity: {
                issuer: string;
                subject: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            disabledAt: string | null;
            oneTimePassword?: string;
        };
        Person: {
            login: string;
            name: string;
            email: string | null;
            language: string | null;
            roles: ("admin" | "operations" | "agent" | "worker" | "supplier" | "customer")[];
            locations: string[];
            customerEmail: string | null;
            mustChangePassword: boolean;
            identity: {
                issuer: string;
                subject: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            disabledAt: string | null;
        };
        PersonPage: {
            items: components["schemas"]["Person"][];
            nextCursor: string | null;
        };
        ChangePerson: {
            name?: string;
            email?: string | null;
            language?: ("en" | "zh-CN") | null;
            roles?: ("admin" | "operations" | "agent" | "worker" | "supplier" | "customer")[];
            locations?: string[];
            customerEmail?: string | null;
            isDisabled?: boolean;
        };
        PutIdentityProvider: {
            name: string;
            issuer: string;
            clientId: string;
            clientSecretVariable: string;
            scopes?: string[];
            rolesClaim?: string;
            rolesByClaim: {
                [key: string]: ("admin" | "operations" | "agent" | "worker" | "supplier" | "customer")[];
            };
            allowedDomains?: string[];
            isEnabled?: boolean;
        };
        IdentityProvider: {
            name: string;
            issuer: string;
            clientId: string;
            clientSecretVariable: string;
            scopes: string[];
            rolesClaim: string;
            rolesByClaim: {
                [key: string]: ("admin" | "operations" | "agent" | "worker" | "supplier" | "customer")[];
            };
            allowedDomains: string[];
            isEnabled: boolean;
            /** Format: date-time */
            changedAt: string;
        };
        ShipmentView: {
            id: string;
            version: number;
            fulfilmentOrder: string;
            orderId: string;
            location: string;
            /** @enum {unknown} */
            state: "booked" | "voided" | "shipped" | "in_transit" | "out_for_delivery" | "delivery_failed" | "delivered" | "returned_to_sender";
            carrier: string;
            service: string;
            trackingNumber: string;
            carrierReference: string | null;
            costMinor: number;
            currency: string;
            shipFrom: {
                name?: string;
                company?: string;
                lines: string[];
                district?: string;
                city?: string;
                regionCode?: string;
                postalCode?: string;
                countryCode: string;
                phone?: string;
                latitude?: number;
                longitude?: number;
            };
            shipTo: {
                name?: string;
                company?: string;
                lines: string[];
                district?: string;
                city?: string;
                regionCode?: string;
                postalCode?: string;
                countryCode: string;
                phone?: string;
                latitude?: number;
                longitude?: number;
            };
            parcels: {
                number: number;
                sscc: string | null;
                trackingNumber: string;
                box: string | null;
                weightGrams: number;
                outerMillimetres: {
                    length: number;
                    width: number;
                    height: number;
                } | null;
                lines: {
                    lineNumber: number;
                    sku: string;
                    quantity: number;
                    lots?: {
                        lot: string | null;
                        serials: string[];
                        quantity: number;
                    }[];
                }[];
            }[];
            manifest: string | null;
            /** Format: date-time */
            deliverBy: string;
            tracking: {
                reference: string;
                /** @enum {unknown} */
                kind: "in_transit" | "customs_released" | "out_for_delivery" | "delivery_failed" | "delivered" | "returned_to_sender";
                /** Format: date-time */
                occurredAt: string;
                place: string | null;
                note: string | null;
            }[];
            proofOfDelivery: {
                signedBy?: string;
                photo?: string;
                latitude?: number;
                longitude?: number;
            } | null;
            /** Format: date-time */
            bookedAt: string;
            shippedAt: string | null;
            deliveredAt: string | null;
            /** Format: date-time */
            stateSince: string;
        };
        OrderShipments: {
            items: components["schemas"]["ShipmentView"][];
            nextCursor: null;
        };
        FulfilmentOrderRead: {
            id: string;
            version: number;
            orderId: string;
            location: string;
            /** @enum {unknown} */
            state: "open" | "waved" | "picking" | "picked" | "packed" | "shipped" | "delivered" | "cancelled";
            priority: number;
            service: string;
            /** Format: date-time */
            shipBy: string;
            /** Format: date-time */
            deliverBy: string;
            wave: string | null;
            lines: {
                lineNumber: number;
                sku: string;
                quantity: number;
                picked: number;
                packed: number;
                shipped: number;
                lots?: {
                    lot: string | null;
                    serials: string[];
                    quantity: number;
                }[];
            }[];
            cartons: {
                box: string | null;
                because: string;
                weightGrams: number;
                costMinor: number;
                outerMillimetres: {
                    length: number;
                    width: number;
                    height: number;
                } | null;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
            }[] | null;
            parcels: {
                number: number;
                sscc: string;
                box: string | null;
                weightGrams: number;
                outerMillimetres: {
                    length: number;
                    width: number;
                    height: number;
                } | null;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
            }[] | null;
            /** Format: date-time */
            releasedAt: string;
            /** Format: date-time */
            stateSince: string;
            gate: ("held" | "payment_unsettled" | "location_closed" | "too_early" | "day_off" | "after_cutoff") | null;
            isPickUp: boolean;
        };
        OrderFulfilment: {
            orderId: string;
            fulfilmentOrders: components["schemas"]["FulfilmentOrderRead"][];
            shipments: components["schemas"]["ShipmentView"][];
            changeRequests: components["schemas"]["ChangeRequestView"][];
        };
        FulfilmentOrderPage: {
            items: components["schemas"]["FulfilmentOrderRead"][];
            nextCursor: string | null;
        };
        FulfilmentReason: {
            reason: string;
        };
        FulfilmentOrderView: {
            id: string;
            version: number;
            orderId: string;
            location: string;
            /** @enum {unknown} */
            state: "open" | "waved" | "picking" | "picked" | "packed" | "shipped" | "delivered" | "cancelled";
            priority: number;
            service: string;
            /** Format: date-time */
            shipBy: string;
            /** Format: date-time */
            deliverBy: string;
            wave: string | null;
            lines: {
                lineNumber: number;
                sku: string;
                quantity: number;
                picked: number;
                packed: number;
                shipped: number;
                lots?: {
                    lot: string | null;
                    serials: string[];
                    quantity: number;
                }[];
            }[];
            cartons: {
                box: string | null;
                because: string;
                weightGrams: number;
                costMinor: number;
                outerMillimetres: {
                    length: number;
                    width: number;
                    height: number;
                } | null;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
            }[] | null;
            parcels: {
                number: number;
                sscc: string;
                box: string | null;
                weightGrams: number;
                outerMillimetres: {
                    length: number;
                    width: number;
                    height: number;
                } | null;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
            }[] | null;
            /** Format: date-time */
            releasedAt: string;
            /** Format: date-time */
            stateSince: string;
        };
        PackOrder: {
            cartons: {
                box: string | null;
                weightGrams: number;
                outerMillimetres?: {
                    length: number;
                    width: number;
                    height: number;
                };
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
            }[];
            acceptsWeight?: boolean;
            booksShipment?: boolean;
        };
        PackedOrder: {
            id: string;
            version: number;
            orderId: string;
            location: string;
            /** @enum {unknown} */
            state: "open" | "waved" | "picking" | "picked" | "packed" | "shipped" | "delivered" | "cancelled";
            priority: number;
            service: string;
            /** Format: date-time */
            shipBy: string;
            /** Format: date-time */
            deliverBy: string;
            wave: string | null;
            lines: {
                lineNumber: number;
                sku: string;
                quantity: number;
                picked: number;
                packed: number;
                shipped: number;
                lots?: {
                    lot: string | null;
                    serials: string[];
                    quantity: number;
                }[];
            }[];
            cartons: {
                box: string | null;
                because: string;
                weightGrams: number;
                costMinor: number;
                outerMillimetres: {
                    length: number;
                    width: number;
                    height: number;
                } | null;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
            }[] | null;
            parcels: {
                number: number;
                sscc: string;
                box: string | null;
                weightGrams: number;
                outerMillimetres: {
                    length: number;
                    width: number;
                    height: number;
                } | null;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
            }[] | null;
            /** Format: date-time */
            releasedAt: string;
            /** Format: date-time */
            stateSince: string;
            shipment: components["schemas"]["ShipmentView"] | null;
        };
        BookShipment: {
            service?: string;
        };
        HandOver: {
            code: string;
            proof?: {
                signedBy?: string;
                photo?: string;
                latitude?: number;
                longitude?: number;
            };
        };
        ReportShipped: {
            carrier: string;
            service?: string;
            trackingNumber: string;
            parcels?: {
                trackingNumber?: string;
                weightGrams?: number;
            }[];
            costMinor?: number;
            /** Format: date-time */
            shippedAt?: string;
        };
        WaveView: {
            id: string;
            version: number;
            location: string;
            /** @enum {unknown} */
            state: "planned" | "released" | "done" | "cancelled";
            /** Format: date-time */
            collectionAt: string;
            orders: number;
            units: number;
            lineCount: number;
            weightGrams: number;
            pickListsOpen: number;
            /** Format: date-time */
            plannedAt: string;
            /** Format: date-time */
            stateSince: string;
        };
        WavePage: {
            items: components["schemas"]["WaveView"][];
            nextCursor: string | null;
        };
        PickListView: {
            id: string;
            version: number;
            wave: string;
            location: string;
            /** @enum {unknown} */
            state: "open" | "picking" | "done" | "cancelled";
            picker: string | null;
            lines: {
                number: number;
                slot: string | null;
                aisle: string | null;
                sku: string;
                wanted: {
                    fulfilmentOrder: string;
                    lineNumber: number;
                    quantity: number;
                    picked: number;
                    dropped: number;
                }[];
                lots?: {
                    lot: string;
                    quantity: number;
                }[];
            }[];
            lengthMillimetres: number | null;
            slotOrderLengthMillimetres: number | null;
            /** Format: date-time */
            releasedAt: string;
            /** Format: date-time */
            stateSince: string;
        };
        ReleasedWave: {
            id: string;
            version: number;
            location: string;
            /** @enum {unknown} */
            state: "planned" | "released" | "done" | "cancelled";
            /** Format: date-time */
            collectionAt: string;
            orders: number;
            units: number;
            lineCount: number;
            weightGrams: number;
            pickListsOpen: number;
            /** Format: date-time */
            plannedAt: string;
            /** Format: date-time */
            stateSince: string;
            pickLists: components["schemas"]["PickListView"][];
        };
        PickListPage: {
            items: components["schemas"]["PickListView"][];
            nextCursor: string | null;
        };
        StartPickList: {
            picker?: string;
        };
        ConfirmPicks: {
            picks: {
                line: number;
                sku?: string;
                quantity: number;
                lot?: string;
                serials?: string[];
                isShort?: boolean;
            }[];
        };
        ShipmentPage: {
            items: components["schemas"]["ShipmentView"][];
            nextCursor: string | null;
        };
        ReportShipmentTracking: {
            event: {
                /** @enum {unknown} */
                kind: "in_transit" | "customs_released" | "out_for_delivery" | "delivery_failed" | "delivered" | "returned_to_sender";
                /** Format: date-time */
                occurredAt: string;
                reference: string;
                place?: string;
                note?: string;
                proof?: {
                    signedBy?: string;
                    photo?: string;
                    latitude?: number;
                    longitude?: number;
                };
            };
        };
        ManifestView: {
            id: string;
            version: number;
            location: string;
            carrier: string;
            day: string;
            /** @enum {unknown} */
            state: "open" | "closed";
            shipmentCount: number;
            parcelCount: number;
            weightGrams: number;
            costMinor: number;
            currency: string;
            /** Format: date-time */
            openedAt: string;
            closedAt: string | null;
            carrierReference: string | null;
        };
        ManifestPage: {
            items: components["schemas"]["ManifestView"][];
            nextCursor: string | null;
        };
        ChangeRequestPage: {
            items: components["schemas"]["ChangeRequestView"][];
            nextCursor: string | null;
        };
        PurchaseOrderView: {
            id: string;
            orderId: string;
            location: string;
            /** @enum {unknown} */
            state: "drafted" | "sent" | "accepted" | "declined" | "shipped" | "cancelled";
            lines: {
                lineNumber: number;
                sku: string;
                quantity: number;
                shippedQuantity: number;
            }[];
            shipTo: {
                name?: string;
                company?: string;
                lines: string[];
                district?: string;
                city?: string;
                regionCode?: string;
                postalCode?: string;
                countryCode: string;
                phone?: string;
                latitude?: number;
                longitude?: number;
            };
            /** Format: date-time */
            shipBy: string;
            supplierReference: string | null;
            expectedAt: string | null;
            reason: string | null;
            sentAt: string | null;
            mails: {
                /** @enum {unknown} */
                kind: "purchase_order" | "purchase_order_changed" | "purchase_order_cancelled";
                /** @enum {unknown} */
                outcome: "waiting" | "sent" | "no_address" | "no_mail_server" | "blocked" | "refused" | "not_needed";
                /** Format: date-time */
                at: string;
            }[];
            shipments: {
                id: string;
                fulfilmentOrder: string;
                carrier: string;
                trackingNumber: string;
                /** Format: date-time */
                shippedAt: string;
                lines: {
                    lineNumber: number;
                    quantity: number;
                }[];
            }[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            stateSince: string;
        };
        PurchaseOrderPage: {
            items: components["schemas"]["PurchaseOrderView"][];
            nextCursor: string | null;
        };
        AcceptPurchaseOrder: {
            /** Format: date-time */
            expectedAt?: string;
            supplierReference?: string;
        };
        ShipPurchaseOrder: {
            carrier: string;
            service?: string;
            trackingNumber: string;
            parcels?: {
                trackingNumber?: string;
                weightGrams?: number;
            }[];
            costMinor?: number;
            /** Format: date-time */
            shippedAt?: string;
            lines?: {
                lineNumber: number;
                quantity: number;
            }[];
        };
        AnswerChangeRequest: {
            isAccepted: boolean;
            note?: string;
        };
        ParcelView: {
            sscc: string;
            location: string;
            fulfilmentOrder: components["schemas"]["FulfilmentOrderRead"];
            shipment: components["schemas"]["ShipmentView"] | null;
        };
        ReportTracking: {
            trackingNumber: string;
            event: {
                /** @enum {unknown} */
                kind: "in_transit" | "customs_released" | "out_for_delivery" | "delivery_failed" | "delivered" | "returned_to_sender";
                /** Format: date-time */
                occurredAt: string;
                reference: string;
                place?: string;
                note?: string;
                proof?: {
                    signedBy?: string;
                    photo?: string;
                    latitude?: number;
                    longitude?: number;
                };
            };
        };
        PutSite: {
            workAheadDays?: number;
            worksAfterCutoff?: boolean;
            wave?: {
                everyMinutes?: number | null;
                releasesAtOnce?: boolean;
                ordersMax?: number;
                unitsMax?: number;
                linesMax?: number;
                weightGramsMax?: number;
                ordersPerPickListMax?: number;
            };
            asksBeforeChanges?: boolean;
            desk?: {
                xMillimetres: number;
                yMillimetres: number;
            };
            crossAislesMillimetres?: number[];
            purchaseOrders?: {
                email: string;
                /** @enum {unknown} */
                language?: "en" | "zh-CN";
            };
            weightTolerancePermille?: number;
        };
        SitePut: {
            location: string;
            workAheadDays?: number;
            worksAfterCutoff?: boolean;
            wave?: {
                everyMinutes?: number | null;
                releasesAtOnce?: boolean;
                ordersMax?: number;
                unitsMax?: number;
                linesMax?: number;
                weightGramsMax?: number;
                ordersPerPickListMax?: number;
            };
            asksBeforeChanges?: boolean;
            desk?: {
                xMillimetres: number;
                yMillimetres: number;
            };
            crossAislesMillimetres?: number[];
            purchaseOrders?: {
                email: string;
                /** @enum {unknown} */
                language?: "en" | "zh-CN";
            };
            weightTolerancePermille?: number;
        };
        BoxType: {
            code: string;
            innerMillimetres: {
                length: number;
                width: number;
                height: number;
            };
            outerMillimetres?: {
                length: number;
                width: number;
                height: number;
            };
            tareGrams: number;
            maxWeightGrams: number;
            costMinor: number;
        };
        SiteView: {
            location: string;
            version: number;
            settings: components["schemas"]["PutSite"];
            boxTypes: components["schemas"]["BoxType"][];
            nextWaveAt: string | null;
        };
        PutBoxTypes: {
            boxTypes: components["schemas"]["BoxType"][];
        };
        BoxTypesPut: {
            location: string;
            boxTypes: components["schemas"]["BoxType"][];
        };
        PutSlot: {
            code: string;
            aisle?: string;
            xMillimetres?: number;
            yMillimetres?: number;
            sequence: number;
            skus: string[];
        };
        PutSlots: {
            slots: components["schemas"]["PutSlot"][];
        };
        SlotView: {
            location: string;
            code: string;
            aisle: string | null;
            xMillimetres: number | null;
            yMillimetres: number | null;
            sequence: number;
            skus: string[];
        };
        SlotPage: {
            items: components["schemas"]["SlotView"][];
            nextCursor: string | null;
        };
        PlanWaves: {
            fulfilmentOrders?: string[];
        };
        PlannedWaves: {
            location: string;
            waves: components["schemas"]["WaveView"][];
            left: {
                id: string;
                /** @enum {unknown} */
                because: "held" | "payment_unsettled" | "location_closed" | "too_early" | "day_off" | "after_cutoff";
            }[];
        };
        PutShippingCompany: {
            gs1CompanyPrefix: string;
            ssccExtensionDigit: number;
        };
        PutCarrierContract: {
            /** @enum {unknown} */
            adapter: "rate_table" | "twin";
            accountNumber?: string;
            dimensional?: {
                cubicCentimetresPerKilogram: number;
                /** @enum {unknown} */
                rounding: "none" | "nearest_centimetre" | "up_centimetre";
            } | null;
            weightStepGrams?: number;
            fuelPermille?: number;
            remoteAreas?: {
                countryCode: string;
                postalCodePrefixes: string[];
                surchargeMinor: number;
            }[];
            oversize?: {
                longestMillimetres: number;
                girthMillimetres: number;
                surchargeMinor: number;
            } | null;
        };
        CarrierContractView: {
            carrier: string;
            contract: components["schemas"]["PutCarrierContract"];
        };
        ShippingCompanyView: {
            settings: components["schemas"]["PutShippingCompany"];
            contracts: components["schemas"]["CarrierContractView"][];
        };
        CarrierContractPut: {
            carrier: string;
            /** @enum {unknown} */
            adapter: "rate_table" | "twin";
            accountNumber?: string;
            dimensional?: {
                cubicCentimetresPerKilogram: number;
                /** @enum {unknown} */
                rounding: "none" | "nearest_centimetre" | "up_centimetre";
            } | null;
            weightStepGrams?: number;
            fuelPermille?: number;
            remoteAreas?: {
                countryCode: string;
                postalCodePrefixes: string[];
                surchargeMinor: number;
            }[];
            oversize?: {
                longestMillimetres: number;
                girthMillimetres: number;
                surchargeMinor: number;
            } | null;
        };
        RequestReturn: {
            lines: {
                lineNumber: number;
                quantity: number;
                /** @enum {unknown} */
                reason: "changed_mind" | "does_not_fit" | "damaged" | "wrong_item" | "not_as_described" | "late" | "undeliverable" | "other";
                note?: string;
                photoIds?: string[];
                /** @enum {unknown} */
                resolution?: "refund" | "exchange";
                exchangeSku?: string;
            }[];
            reference?: string;
            location?: string;
        };
        Return: {
            id: string;
            orderId: string;
            reference: string | null;
            /** @enum {unknown} */
            state: "requested" | "approved" | "on_the_way" | "receiving" | "received" | "inspecting" | "closed" | "rejected" | "cancelled" | "expired";
            version: number;
            location: string;
            lines: {
                lineNumber: number;
                sku: string;
                askedQuantity: number;
                quantity: number;
                verdict: string | null;
                /** @enum {unknown} */
                reason: "changed_mind" | "does_not_fit" | "damaged" | "wrong_item" | "not_as_described" | "late" | "undeliverable" | "other";
                note: string | null;
                inspectionNote: string | null;
                photoIds: string[];
                /** @enum {unknown} */
                resolution: "refund" | "exchange";
                exchangeSku: string | null;
                receivedQuantity: number;
                acceptedQuantity: number;
                rejectedQuantity: number;
                restockedQuantity: number;
                refurbishingQuantity: number;
                scrappedQuantity: number;
                creditedMinor: number;
            }[];
            exchangeOrderIds: string[];
            carrier: string | null;
            trackingNumber: string | null;
            verdict: string | null;
            /** Format: date-time */
            requestedAt: string;
            requestedBy: string;
            /** Format: date-time */
            stateSince: string;
            expiresAt: string | null;
        };
        JudgeReturn: {
            /** @enum {unknown} */
            verdict: "approve" | "reject";
            note?: string;
            rejectedLines?: {
                lineNumber: number;
                reason: string;
            }[];
        };
        SendReturn: {
            carrier?: string;
            trackingNumber: string;
        };
        CancelReturn: {
            reason: string;
        };
        ReceiveReturn: {
            location?: string;
            lines: {
                lineNumber: number;
                quantity: number;
                sku?: string;
                lots?: {
                    lot: string;
                    quantity: number;
                    /** Format: date-time */
                    expiresAt?: string;
                }[];
                serials?: string[];
            }[];
        };
        InspectReturn: {
            lines: {
                lineNumber: number;
                quantity: number;
                /** @enum {unknown} */
                disposition: "restock" | "refurbish" | "scrap" | "send_back";
                note?: string;
                photoIds?: string[];
                deductionMinor?: number;
            }[];
        };
        FinishRefurbishment: {
            lineNumber: number;
            quantity: number;
            /** @enum {unknown} */
            outcome: "restock" | "scrap";
        };
        ListedReturn: {
            id: string;
            orderId: string;
            reference: string | null;
            /** @enum {unknown} */
            state: "requested" | "approved" | "on_the_way" | "receiving" | "received" | "inspecting" | "closed" | "rejected" | "cancelled" | "expired";
            version: number;
            location: string;
            lines: {
                lineNumber: number;
                sku: string;
                askedQuantity: number;
                quantity: number;
                verdict: string | null;
                /** @enum {unknown} */
                reason: "changed_mind" | "does_not_fit" | "damaged" | "wrong_item" | "not_as_described" | "late" | "undeliverable" | "other";
                note: string | null;
                inspectionNote: string | null;
                photoIds: string[];
                /** @enum {unknown} */
                resolution: "refund" | "exchange";
                exchangeSku: string | null;
                receivedQuantity: number;
                acceptedQuantity: number;
                rejectedQuantity: number;
                restockedQuantity: number;
                refurbishingQuantity: number;
                scrappedQuantity: number;
                creditedMinor: number;
            }[];
            exchangeOrderIds: string[];
            carrier: string | null;
            trackingNumber: string | null;
            verdict: string | null;
            /** Format: date-time */
            requestedAt: string;
            requestedBy: string;
            /** Format: date-time */
            stateSince: string;
            expiresAt: string | null;
            channel: string;
            orderExternalId: string;
            currency: string;
            balanceMinor: number;
        };
        ReturnPage: {
            items: components["schemas"]["ListedReturn"][];
            nextCursor: string | null;
        };
        ReturnCounts: {
            items: {
                /** @enum {unknown} */
                stage: "to_judge" | "on_the_way" | "to_inspect" | "to_refurbish" | "to_refund";
                quantity: number;
            }[];
        };
        ReturnRules: {
            approveUpToMinor: number | null;
            ourReasons: ("changed_mind" | "does_not_fit" | "damaged" | "wrong_item" | "not_as_described" | "late" | "undeliverable" | "other")[];
            restockingFeePermille: number;
            /** @enum {unknown} */
            refundCharges: "never" | "our_fault" | "always";
            /** @enum {unknown} */
            refundOn: "reception" | "inspection";
            expireAfterDays: number;
            locations: string[];
        };
        AppeaseOrder: {
            amountMinor: number;
            reason: string;
            reference: string;
        };
        OpenClaim: {
            orderId: string;
            shipment: string;
            carrier: string;
            /** @enum {unknown} */
            kind: "lost" | "damaged" | "late" | "missing_contents";
            amountMinor: number;
            note?: string;
            photoIds?: string[];
            /** Format: date-time */
            dueAt?: string;
        };
        Claim: {
            id: string;
            orderId: string;
            shipment: string;
            carrier: string;
            kind: string;
            /** @enum {unknown} */
            state: "open" | "submitted" | "accepted" | "rejected" | "paid" | "withdrawn";
            version: number;
            currency: string;
            amountMinor: number;
            acceptedMinor: number | null;
            paidMinor: number | null;
            carrierReference: string | null;
            notes: string;
            photoIds: string[];
            dueAt: string | null;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            stateSince: string;
        };
        MoveClaim: {
            /** @enum {unknown} */
            to: "submitted" | "accepted" | "rejected" | "paid" | "withdrawn";
            amountMinor?: number;
            carrierReference?: string;
            note?: string;
            /** Format: date-time */
            dueAt?: string;
        };
        ClaimPage: {
            items: components["schemas"]["Claim"][];
            nextCursor: string | null;
        };
        ClaimCounts: {
            items: {
                /** @enum {unknown} */
                state: "open" | "submitted" | "accepted" | "rejected" | "paid" | "withdrawn";
                currency: string;
                quantity: number;
                amountMinor: number;
            }[];
            carriers: string[];
        };
        Exception: {
            /** Format: uuid */
            id: string;
            kind: string;
            /** @enum {unknown} */
            state: "open" | "resolved";
            version: number;
            severity: number;
            subjects: {
                subject: string;
                orderId: string | null;
                /** Format: date-time */
                since: string;
            }[];
            subjectCount: number;
            channel: string | null;
            location: string | null;
            facts: {
                [key: string]: unknown;
            };
            suggestion: {
                code: string;
                en: string;
                "zh-CN": string;
            };
            owner: string;
            level: number;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            dueAt: string;
            escalatesAt: string | null;
            snoozedUntil: string | null;
            resolvedAt: string | null;
            resolvedBy: string | null;
            resolution: string | null;
            notes: {
                /** Format: date-time */
                at: string;
                by: string;
                text: string;
            }[];
        };
        ExceptionPage: {
            items: components["schemas"]["Exception"][];
            nextCursor: string | null;
        };
        ExceptionSummary: {
            open: number;
            overdue: number;
            byKind: {
                kind: string;
                open: number;
                overdue: number;
                subjects: number;
            }[];
        };
        RaiseException: {
            /** @constant */
            kind: "reported";
            subject: string;
            note: string;
            severity?: number;
        };
        ResolveException: {
            resolution: string;
        };
        AssignException: {
            owner: string;
        };
        SnoozeException: {
            /** Format: date-time */
            until: string;
            note?: string;
        };
        NoteException: {
            text: string;
        };
        ExceptionRules: {
            limits: {
                /** @enum {unknown} */
                state: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
                channel: string | null;
                location: string | null;
                minutes: number;
                /** @enum {unknown} */
                clock: "always" | "working_hours";
                severity: number;
            }[];
            routes: {
                kind: string | null;
                channel: string | null;
                location: string | null;
                owner: string;
                slaMinutes: number;
                chain: {
                    owner: string;
                    afterMinutes: number;
                }[];
            }[];
            hours: {
                timeZone: string;
                workingWeekdays: boolean[];
                holidays: string[];
                fromMinute: number;
                toMinute: number;
            };
        };
        EndpointForm: {
            /** @constant */
            type: "object";
            properties: {
                [key: string]: {
                    title?: {
                        [key: string]: string;
                    };
                    /** @constant */
                    type: "string";
                    maxLength?: number;
                    enum?: string[];
                    /** @constant */
                    format?: "order-id";
                    isPersonal?: boolean;
                } | {
                    title?: {
                        [key: string]: string;
                    };
                    /** @constant */
                    type: "integer";
                    minimum?: number;
                    maximum?: number;
                    isPersonal?: boolean;
                } | {
                    title?: {
                        [key: string]: string;
                    };
                    /** @constant */
                    type: "boolean";
                    isPersonal?: boolean;
                };
            };
            required?: string[];
        };
        TaskForm: {
            /** @constant */
            type: "object";
            properties: {
                [key: string]: {
                    title?: {
                        [key: string]: string;
                    };
                    /** @constant */
                    type: "string";
                    maxLength?: number;
                    enum?: string[];
                } | {
                    title?: {
                        [key: string]: string;
                    };
                    /** @constant */
                    type: "integer";
                    minimum?: number;
                    maximum?: number;
                } | {
                    title?: {
                        [key: string]: string;
                    };
                    /** @constant */
                    type: "boolean";
                };
            };
            required?: string[];
            order?: string[];
        };
        FlowSummary: {
            code: string;
            names: {
                [key: string]: string;
            };
            trigger: {
                /** @constant */
                kind: "event";
                event: string;
            } | {
                /** @constant */
                kind: "point";
                /** @enum {unknown} */
                point: "validate" | "price" | "promise" | "source_rank" | "release_gate" | "ship_gate" | "return_approval" | "payment" | "exception";
            } | {
                /** @constant */
                kind: "call";
            } | {
                /** @constant */
                kind: "api";
                input: components["schemas"]["EndpointForm"];
                output: components["schemas"]["TaskForm"];
                ratePerMinute?: number;
            };
            versionsMade: number;
            liveVersion: number | null;
            latestRelease: ("refused" | "waiting" | "approved" | "rejected" | "withdrawn" | "releasing" | "live" | "rolled_back" | "replaced" | "stopped") | null;
            shareMillionths: number | null;
            runsWaiting: number;
            /** Format: date-time */
            changedAt: string;
            changedBy: string;
        };
        FlowList: {
            items: components["schemas"]["FlowSummary"][];
        };
        FlowDefinition: {
            /** @constant */
            format: 1;
            code: string;
            names: {
                [key: string]: string;
            };
            description?: string;
            trigger: {
                /** @constant */
                kind: "event";
                event: string;
            } | {
                /** @constant */
                kind: "point";
                /** @enum {unknown} */
                point: "validate" | "price" | "promise" | "source_rank" | "release_gate" | "ship_gate" | "return_approval" | "payment" | "exception";
            } | {
                /** @constant */
                kind: "call";
            } | {
                /** @constant */
                kind: "api";
                input: components["schemas"]["EndpointForm"];
                output: components["schemas"]["TaskForm"];
                ratePerMinute?: number;
            };
            filter?: string;
            start: string;
            nodes: {
                id: string;
                component: string;
                name?: string;
                settings: {
                    [key: string]: unknown;
                };
            }[];
            edges: {
                from: string;
                output: string;
                to: string;
            }[];
        };
        FlowLayout: {
            places: {
                [key: string]: {
                    x: number;
                    y: number;
                };
            };
            comments: {
                id: string;
                text: string;
                x: number;
                y: number;
                node?: string;
            }[];
        };
        FlowView: {
            code: string;
            definition: components["schemas"]["FlowDefinition"];
            layout: components["schemas"]["FlowLayout"];
            version: number;
            liveVersion: number | null;
            latestRelease: ("refused" | "waiting" | "approved" | "rejected" | "withdrawn" | "releasing" | "live" | "rolled_back" | "replaced" | "stopped") | null;
            shareMillionths: number | null;
            versions: {
                number: number;
                hash: string;
                /** Format: date-time */
                publishedAt: string;
                publishedBy: string;
            }[];
            problems: {
                code: string;
                message: string;
                mend: string;
                node?: string;
                setting?: string;
                start?: number;
                end?: number;
                parameters?: {
                    [key: string]: string | number;
                };
                reason?: {
                    code: string;
                    parameters: {
                        [key: string]: string | number;
                    };
                };
            }[];
            /** Format: date-time */
            changedAt: string;
            changedBy: string;
        };
        PutFlow: {
            definition: components["schemas"]["FlowDefinition"];
            layout: components["schemas"]["FlowLayout"];
            version?: number;
        };
        FlowChanged: {
            code: string;
            versionsMade: number;
            liveVersion: number | null;
            version: number;
        };
        PublishFlow: {
            version: number;
        };
        FlowVersion: {
            code: string;
            number: number;
            hash: string;
            definition: components["schemas"]["FlowDefinition"];
            layout: components["schemas"]["FlowLayout"];
            /** Format: date-time */
            publishedAt: string;
            publishedBy: string;
        };
        CheckFlow: {
            definition: components["schemas"]["FlowDefinition"];
        };
        FlowCheck: {
            problems: {
                code: string;
                message: string;
                mend: string;
                node?: string;
                setting?: string;
                start?: number;
                end?: number;
                parameters?: {
                    [key: string]: string | number;
                };
                reason?: {
                    code: string;
                    parameters: {
                        [key: string]: string | number;
                    };
                };
            }[];
            nodes: {
                id: string;
                outputs: string[];
                expressions: {
                    pointer: string;
                    wanted: string | null;
                }[];
            }[];
            outOfPlace: {
                component: string;
                /** @enum {unknown} */
                reason: "wrong_point" | "no_waiting_here" | "no_order_here" | "no_caller_here";
            }[];
        };
        TryExpression: {
            text: string;
            cursor?: number;
            /** @enum {unknown} */
            wanted?: "bool" | "int" | "double" | "string" | "timestamp" | "money";
            orderId?: string;
            nodes?: {
                id: string;
                component: string;
                name?: string;
                settings: {
                    [key: string]: unknown;
                };
            }[];
            trigger?: {
                /** @constant */
                kind: "event";
                event: string;
            } | {
                /** @constant */
                kind: "point";
                /** @enum {unknown} */
                point: "validate" | "price" | "promise" | "source_rank" | "release_gate" | "ship_gate" | "return_approval" | "payment" | "exception";
            } | {
                /** @constant */
                kind: "call";
            } | {
                /** @constant */
                kind: "api";
                input: components["schemas"]["EndpointForm"];
                output: components["schemas"]["TaskForm"];
                ratePerMinute?: number;
            };
        };
        TriedExpression: {
            type: string | null;
            problems: {
                code: string;
                message: string;
                parameters: {
                    [key: string]: string | number;
                };
                suggestion?: string;
                start: number;
                end: number;
            }[];
            completions: {
                label: string;
                /** @enum {unknown} */
                kind: "field" | "function" | "keyword" | "value";
                type: string;
                docs: {
                    en: string;
                    zh: string;
                };
                from: number;
                to: number;
            }[];
            evaluated?: unknown;
            failure: {
                code: string;
                message: string;
                parameters: {
                    [key: string]: string | number;
                };
                suggestion?: string;
                start: number;
                end: number;
            } | null;
        };
        FlowFacts: {
            variables: {
                name: string;
                type: string;
                isOptional: boolean;
                docs: {
                    en: string;
                    zh: string;
                } | null;
                values: string[] | null;
            }[];
            records: {
                name: string;
                fields: {
                    name: string;
                    type: string;
                    isOptional: boolean;
                    docs: {
                        en: string;
                        zh: string;
                    } | null;
                    values: string[] | null;
                }[];
            }[];
            functions: {
                name: string;
                /** @enum {unknown} */
                style: "function" | "method" | "both";
                signatures: string[];
                docs: {
                    en: string;
                    zh: string;
                };
                example: string;
            }[];
        };
        FlowTemplates: {
            items: {
                code: string;
                names: {
                    [key: string]: string;
                };
                descriptions: {
                    [key: string]: string;
                };
                stepNames: {
                    [key: string]: {
                        [key: string]: string;
                    };
                };
                definition: components["schemas"]["FlowDefinition"];
                layout: components["schemas"]["FlowLayout"];
            }[];
        };
        FlowComponents: {
            items: {
                code: string;
                titles: {
                    en: string;
                    "zh-CN": string;
                };
                docs: {
                    en: string;
                    "zh-CN": string;
                };
                /** @enum {unknown} */
                tier: "everyone" | "approved" | "technical";
                /** @enum {unknown} */
                effect: "pure" | "stock" | "outside" | "wait";
                settings: unknown;
                outputs: string[];
            }[];
        };
        FlowRun: {
            /** Format: uuid */
            id: string;
            flow: string;
            flowVersion: number;
            orderId: string | null;
            eventId: string | null;
            /** @enum {unknown} */
            state: "waiting" | "ended" | "failed";
            outcome: ("continue" | "reject") | null;
            /** Format: date-time */
            enteredAt: string;
            endedAt: string | null;
            trail: string[];
            log: {
                node: string;
                text: string;
            }[];
            failures: {
                node: string;
                code: string;
                message: string;
                reason?: {
                    code: string;
                    parameters: {
                        [key: string]: string | number;
                    };
                    text?: string;
                    start?: number;
                    end?: number;
                    column?: string;
                    row?: number;
                    field?: string;
                };
            }[];
            waits: {
                node: string;
                until: string | null;
            }[];
        };
        FlowRunPage: {
            items: components["schemas"]["FlowRun"][];
            nextCursor: string | null;
        };
        FlowRules: {
            items: {
                rule: string;
                /** @enum {unknown} */
                severity: "block" | "warn";
                titles: {
                    en: string;
                    "zh-CN": string;
                };
                standards: string[];
            }[];
        };
        FlowFindings: {
            /** @enum {unknown} */
            tier: "everyone" | "approved" | "technical";
            items: {
                rule: string;
                /** @enum {unknown} */
                severity: "block" | "warn";
                message: {
                    en: string;
                    "zh-CN": string;
                };
                mend: {
                    en: string;
                    "zh-CN": string;
                };
                node?: string;
                setting?: string;
            }[];
            authors: string[];
            entanglement: {
                author: string;
                login: string;
                by: string;
                /** @enum {unknown} */
                how: "made" | "password" | "rights" | "secret" | "provider";
                /** Format: date-time */
                at: string;
            } | null;
        };
        FlowReleaseSummary: {
            /** Format: uuid */
            id: string;
            flow: string;
            /** @enum {unknown} */
            state: "refused" | "waiting" | "approved" | "rejected" | "withdrawn" | "releasing" | "live" | "rolled_back" | "replaced" | "stopped";
            /** @enum {unknown} */
            tier: "everyone" | "approved" | "technical";
            hash: string;
            flowVersion: number | null;
            baseVersion: number | null;
            authors: string[];
            note: string | null;
            /** Format: date-time */
            submittedAt: string;
            submittedBy: string;
            decidedAt: string | null;
            decidedBy: string | null;
            decisionNote: string | null;
            shareMillionths: number | null;
            startedAt: string | null;
            startedBy: string | null;
            endedAt: string | null;
            endedBy: string | null;
            version: number;
        };
        FlowReleasePage: {
            items: components["schemas"]["FlowReleaseSummary"][];
            nextCursor: string | null;
        };
        FlowReleaseView: {
            /** Format: uuid */
            id: string;
            flow: string;
            /** @enum {unknown} */
            state: "refused" | "waiting" | "approved" | "rejected" | "withdrawn" | "releasing" | "live" | "rolled_back" | "replaced" | "stopped";
            /** @enum {unknown} */
            tier: "everyone" | "approved" | "technical";
            hash: string;
            flowVersion: number | null;
            baseVersion: number | null;
            authors: string[];
            note: string | null;
            /** Format: date-time */
            submittedAt: string;
            submittedBy: string;
            decidedAt: string | null;
            decidedBy: string | null;
            decisionNote: string | null;
            shareMillionths: number | null;
            startedAt: string | null;
            startedBy: string | null;
            endedAt: string | null;
            endedBy: string | null;
            version: number;
            definition: components["schemas"]["FlowDefinition"];
            layout: components["schemas"]["FlowLayout"];
            findings: {
                rule: string;
                /** @enum {unknown} */
                severity: "block" | "warn";
                message: {
                    en: string;
                    "zh-CN": string;
                };
                mend: {
                    en: string;
                    "zh-CN": string;
                };
                node?: string;
                setting?: string;
            }[];
            plan: {
                steps: {
                    shareMillionths: number;
                    ordersMin: number;
                    timeMsMin: number;
                }[];
                expected: ("failures" | "holds" | "lateness" | "nodeErrors")[];
            } | null;
            stepIndex: number | null;
            stepSince: string | null;
            evidence: {
                evidence: number;
                evidenceNeeded: number;
                metrics: {
                    /** @enum {unknown} */
                    metric: "failures" | "holds" | "lateness" | "nodeErrors";
                    isJudged: boolean;
                    canaryOrders: number;
                    canaryCounted: number;
                    canaryExpected: number;
                    controlOrders: number;
                    controlCounted: number;
                    evidence: number;
                }[];
            } | null;
            reasons: {
                /** @enum {unknown} */
                code: "canary_worse" | "canary_suspicious" | "orders_too_few" | "time_too_short" | "step_passed" | "by_person";
                /** @enum {unknown} */
                metric?: "failures" | "holds" | "lateness" | "nodeErrors";
                evidence?: number;
                evidenceNeeded?: number;
                canaryOrders?: number;
                canaryCounted?: number;
                canaryExpected?: number;
                orders?: number;
                ordersMin?: number;
                timeMs?: number;
                timeMsMin?: number;
                text?: string;
            }[];
            entanglement: {
                author: string;
                login: string;
                by: string;
                /** @enum {unknown} */
                how: "made" | "password" | "rights" | "secret" | "provider";
                /** Format: date-time */
                at: string;
            } | null;
        };
        SubmitFlow: {
            version: number;
            note?: string;
        };
        FlowReleaseChanged: {
            /** Format: uuid */
            id: string;
            flow: string;
            /** @enum {unknown} */
            state: "refused" | "waiting" | "approved" | "rejected" | "withdrawn" | "releasing" | "live" | "rolled_back" | "replaced" | "stopped";
            /** @enum {unknown} */
            tier: "everyone" | "approved" | "technical";
            flowVersion: number | null;
            findings: {
                rule: string;
                /** @enum {unknown} */
                severity: "block" | "warn";
                message: {
                    en: string;
                    "zh-CN": string;
                };
                mend: {
                    en: string;
                    "zh-CN": string;
                };
                node?: string;
                setting?: string;
            }[];
            version: number;
        };
        ApproveFlow: {
            note?: string;
        };
        FlowReason: {
            reason: string;
        };
        StartFlowRelease: {
            /** @enum {unknown} */
            plan: "by_steps" | "at_once";
            expected?: ("failures" | "holds" | "lateness" | "nodeErrors")[];
        };
        FlowMigrationPage: {
            items: {
                /** Format: uuid */
                run: string;
                orderId: string;
                /** Format: date-time */
                enteredAt: string;
                waitsAt: string[];
                obstacle: {
                    /** @enum {unknown} */
                    code: "not_waiting_there" | "node_gone" | "other_component" | "output_gone";
                    node: string | null;
                } | null;
            }[];
            nextCursor: string | null;
        };
        MoveFlowRuns: {
            from: number;
            to: number;
            runs: string[];
        };
        FlowRunsMoved: {
            moved: number;
            unmoved: {
                /** Format: uuid */
                run: string;
                obstacle: {
                    /** @enum {unknown} */
                    code: "not_waiting_there" | "node_gone" | "other_component" | "output_gone";
                    node: string | null;
                };
            }[];
        };
        FlowAuditPage: {
            items: {
                number: number;
                /** Format: date-time */
                at: string;
                actor: string;
                /** @enum {unknown} */
                action: "drawn" | "submitted" | "refused" | "approved" | "rejected" | "withdrawn" | "started" | "widened" | "completed" | "rolled_back" | "replaced" | "stopped" | "moved" | "asset_drawn" | "asset_published" | "asset_deprecated" | "asset_restored" | "asset_removed";
                flow: string;
                flowVersion: number | null;
                release: string | null;
                contentHash: string | null;
                detail: unknown;
                hash: string;
            }[];
            nextCursor: string | null;
        };
        FlowAuditVerdict: {
            isWhole: boolean;
            entries: number;
            head: string;
            broken: {
                number: number;
                /** @enum {unknown} */
                kind: "changed" | "missing" | "cut_off";
            } | null;
        };
        FlowApiInput: {
            [key: string]: string | number | boolean;
        };
        FlowApiCall: {
            /** Format: uuid */
            id: string;
            flow: string;
            flowVersion: number;
            /** @enum {unknown} */
            state: "waiting" | "answered" | "refused" | "failed";
            answer: {
                [key: string]: string | number | boolean;
            } | null;
            reason: string | null;
            /** Format: date-time */
            calledAt: string;
            endedAt: string | null;
        };
        FlowAssetSummary: {
            /** @enum {unknown} */
            kind: "decision_table" | "expression" | "notification_template" | "sub_flow";
            name: string;
            names: {
                [key: string]: string;
            };
            owner: string;
            versionsMade: number;
            hasDraft: boolean;
            deprecation: {
                note: string;
                useInstead?: string;
            } | null;
            /** Format: date-time */
            changedAt: string;
            changedBy: string;
            usedBy: string[];
        };
        FlowAssetList: {
            items: components["schemas"]["FlowAssetSummary"][];
        };
        FlowAsset: {
            /** @enum {unknown} */
            kind: "decision_table" | "expression" | "notification_template";
            name: string;
            names: {
                [key: string]: string;
            };
            owner: string;
            versionsMade: number;
            hasDraft: boolean;
            deprecation: {
                note: string;
                useInstead?: string;
            } | null;
            /** Format: date-time */
            changedAt: string;
            changedBy: string;
            description: string | null;
            content: {
                table: {
                    /** @enum {unknown} */
                    hitPolicy: "unique" | "first" | "collect";
                    inputs: {
                        name: string;
                        expression: string;
                        /** @enum {unknown} */
                        type: "bool" | "int" | "double" | "string" | "timestamp" | "duration" | "money";
                        values?: string[];
                        least?: boolean | number | string | {
                            minor: number;
                            currency: string;
                        };
                        most?: boolean | number | string | {
                            minor: number;
                            currency: string;
                        };
                    }[];
                    outputs: {
                        name: string;
                        /** @enum {unknown} */
                        type: "bool" | "int" | "double" | "string" | "timestamp" | "duration" | "money";
                    }[];
                    rows: {
                        cells: ({
                            /** @constant */
                            kind: "any";
                        } | {
                            /** @constant */
                            kind: "equals";
                            value: boolean | number | string | {
                                minor: number;
                                currency: string;
                            };
                        } | {
                            /** @constant */
                            kind: "in";
                            values: (boolean | number | string | {
                                minor: number;
                                currency: string;
                            })[];
                        } | {
                            /** @constant */
                            kind: "not_in";
                            values: (boolean | number | string | {
                                minor: number;
                                currency: string;
                            })[];
                        } | {
                            /** @constant */
                            kind: "range";
                            from?: boolean | number | string | {
                                minor: number;
                                currency: string;
                            };
                            to?: boolean | number | string | {
                                minor: number;
                                currency: string;
                            };
                            isFromOpen?: boolean;
                            isToOpen?: boolean;
                        } | {
                            /** @constant */
                            kind: "prefix";
                            prefix: string;
                        })[];
                        outputs: ({
                            value: boolean | number | string | {
                                minor: number;
                                currency: string;
                            };
                        } | {
                            expression: string;
                        })[];
                        note?: string;
                    }[];
                };
            } | {
                expression: string;
                messages: {
                    en: string;
                    "zh-CN": string;
                };
            } | {
                /** @enum {unknown} */
                channel: "mail" | "chat";
                subject?: string;
                text: string;
            };
            version: number;
            problems: {
                code: string;
                message: string;
                mend: string;
                node?: string;
                setting?: string;
                start?: number;
                end?: number;
                parameters?: {
                    [key: string]: string | number;
                };
                reason?: {
                    code: string;
                    parameters: {
                        [key: string]: string | number;
                    };
                };
            }[];
            versions: {
                number: number;
                hash: string;
                content: {
                    table: {
                        /** @enum {unknown} */
                        hitPolicy: "unique" | "first" | "collect";
                        inputs: {
                            name: string;
                            expression: string;
                            /** @enum {unknown} */
                            type: "bool" | "int" | "double" | "string" | "timestamp" | "duration" | "money";
                            values?: string[];
                            least?: boolean | number | string | {
                                minor: number;
                                currency: string;
                            };
                            most?: boolean | number | string | {
                                minor: number;
                                currency: string;
                            };
                        }[];
                        outputs: {
                            name: string;
                            /** @enum {unknown} */
                            type: "bool" | "int" | "double" | "string" | "timestamp" | "duration" | "money";
                        }[];
                        rows: {
                            cells: ({
                                /** @constant */
                                kind: "any";
                            } | {
                                /** @constant */
                                kind: "equals";
                                value: boolean | number | string | {
                                    minor: number;
                                    currency: string;
                                };
                            } | {
                                /** @constant */
                                kind: "in";
                                values: (boolean | number | string | {
                                    minor: number;
                                    currency: string;
                                })[];
                            } | {
                                /** @constant */
                                kind: "not_in";
                                values: (boolean | number | string | {
                                    minor: number;
                                    currency: string;
                                })[];
                            } | {
                                /** @constant */
                                kind: "range";
                                from?: boolean | number | string | {
                                    minor: number;
                                    currency: string;
                                };
                                to?: boolean | number | string | {
                                    minor: number;
                                    currency: string;
                                };
                                isFromOpen?: boolean;
                                isToOpen?: boolean;
                            } | {
                                /** @constant */
                                kind: "prefix";
                                prefix: string;
                            })[];
                            outputs: ({
                                value: boolean | number | string | {
                                    minor: number;
                                    currency: string;
                                };
                            } | {
                                expression: string;
                            })[];
                            note?: string;
                        }[];
                    };
                } | {
                    expression: string;
                    messages: {
                        en: string;
                        "zh-CN": string;
                    };
                } | {
                    /** @enum {unknown} */
                    channel: "mail" | "chat";
                    subject?: string;
                    text: string;
                };
                /** Format: date-time */
                publishedAt: string;
                publishedBy: string;
            }[];
            uses: {
                flow: string;
                flowVersion: number | null;
                isInForce: boolean;
                assetVersion: number;
            }[];
        };
        PutFlowAsset: {
            /** @constant */
            kind: "decision_table";
            names: {
                [key: string]: string;
            };
            owner: string;
            description?: string;
            content: {
                table: {
                    /** @enum {unknown} */
                    hitPolicy: "unique" | "first" | "collect";
                    inputs: {
                        name: string;
                        expression: string;
                        /** @enum {unknown} */
                        type: "bool" | "int" | "double" | "string" | "timestamp" | "duration" | "money";
                        values?: string[];
                        least?: boolean | number | string | {
                            minor: number;
                            currency: string;
                        };
                        most?: boolean | number | string | {
                            minor: number;
                            currency: string;
                        };
                    }[];
                    outputs: {
                        name: string;
                        /** @enum {unknown} */
                        type: "bool" | "int" | "double" | "string" | "timestamp" | "duration" | "money";
                    }[];
                    rows: {
                        cells: ({
                            /** @constant */
                            kind: "any";
                        } | {
                            /** @constant */
                            kind: "equals";
                            value: boolean | number | string | {
                                minor: number;
                                currency: string;
                            };
                        } | {
                            /** @constant */
                            kind: "in";
                            values: (boolean | number | string | {
                                minor: number;
                                currency: string;
                            })[];
                        } | {
                            /** @constant */
                            kind: "not_in";
                            values: (boolean | number | string | {
                                minor: number;
                                currency: string;
                            })[];
                        } | {
                            /** @constant */
                            kind: "range";
                            from?: boolean | number | string | {
                                minor: number;
                                currency: string;
                            };
                            to?: boolean | number | string | {
                                minor: number;
                                currency: string;
                            };
                            isFromOpen?: boolean;
                            isToOpen?: boolean;
                        } | {
                            /** @constant */
                            kind: "prefix";
                            prefix: string;
                        })[];
                        outputs: ({
                            value: boolean | number | string | {
                                minor: number;
                                currency: string;
                            };
                        } | {
                            expression: string;
                        })[];
                        note?: string;
                    }[];
                };
            };
            version?: number;
        } | {
            /** @constant */
            kind: "expression";
            names: {
                [key: string]: string;
            };
            owner: string;
            description?: string;
            content: {
                expression: string;
                messages: {
                    en: string;
                    "zh-CN": string;
                };
            };
            version?: number;
        } | {
            /** @constant */
            kind: "notification_template";
            names: {
                [key: string]: string;
            };
            owner: string;
            description?: string;
            content: {
                /** @enum {unknown} */
                channel: "mail" | "chat";
                subject?: string;
                text: string;
            };
            version?: number;
        };
        FlowAssetChanged: {
            name: string;
            versionsMade: number;
            version: number;
            isDeprecated: boolean;
        };
        PublishFlowAsset: {
            version: number;
        };
        DeprecateFlowAsset: {
            note: string;
            useInstead?: string;
        };
        TryFlow: {
            definition: components["schemas"]["FlowDefinition"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            orders?: number;
        };
        FlowTrial: {
            flow: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            orders: number;
            entered: number;
            reached: {
                released: number;
                shipped: number;
                delivered: number;
                cancelled: number;
                returned: number;
            };
            unreached: ("point_not_reached" | "event_not_happened" | "not_for_orders") | null;
            different: number;
            refused: {
                before: number;
                after: number;
            };
            held: {
                before: number;
                after: number;
            };
            heldMinutes: {
                before: number;
                after: number;
            };
            failed: number;
            waiting: number;
            promisedLater: number;
            promisedEarlier: number;
            money: {
                currency: string;
                total: {
                    before: number;
                    after: number;
                };
                cost: {
                    before: number;
                    after: number;
                };
            }[];
            nodes: {
                node: string;
                visits: number;
                microseconds: number;
                untouchedOutputs: string[];
            }[];
            calls: {
                connector: string;
                count: number;
            }[];
            failures: {
                node: string;
                code: string;
                message: string;
                reason?: {
                    code: string;
                    parameters: {
                        [key: string]: string | number;
                    };
                    text?: string;
                    start?: number;
                    end?: number;
                    column?: string;
                    row?: number;
                    field?: string;
                };
                orders: number;
            }[];
            differences: {
                orderId: string;
                changes: {
                    /** @enum {unknown} */
                    field: "placed" | "state" | "holds" | "total" | "promise" | "cost" | "shipments" | "priority" | "attributes" | "exceptions" | "owner" | "severity" | "due";
                    before: string;
                    after: string;
                }[];
                trail: string[];
            }[];
            milliseconds: number;
        };
        TryFlowCalls: {
            definition: components["schemas"]["FlowDefinition"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            calls?: number;
        };
        FlowCallTrial: {
            flow: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            tried: number;
            different: number;
            answered: {
                before: number;
                after: number;
            };
            refused: {
                before: number;
                after: number;
            };
            failed: {
                before: number;
                after: number;
            };
            waiting: {
                before: number;
                after: number;
            };
            notTaken: {
                before: number;
                after: number;
            };
            nodes: {
                node: string;
                visits: number;
                microseconds: number;
                untouchedOutputs: string[];
            }[];
            calls: {
                connector: string;
                count: number;
            }[];
            failures: {
                node: string;
                code: string;
                message: string;
                reason?: {
                    code: string;
                    parameters: {
                        [key: string]: string | number;
                    };
                    text?: string;
                    start?: number;
                    end?: number;
                    column?: string;
                    row?: number;
                    field?: string;
                };
                orders: number;
            }[];
            differences: {
                /** Format: uuid */
                call: string;
                /** Format: date-time */
                calledAt: string;
                before: {
                    /** @enum {unknown} */
                    state: "answered" | "refused" | "failed" | "waiting" | "not_taken";
                    answer: {
                        [key: string]: string | number | boolean;
                    } | null;
                    reason: string | null;
                };
                after: {
                    /** @enum {unknown} */
                    state: "answered" | "refused" | "failed" | "waiting" | "not_taken";
                    answer: {
                        [key: string]: string | number | boolean;
                    } | null;
                    reason: string | null;
                };
                trail: string[];
            }[];
            milliseconds: number;
        };
        TryFlowCall: {
            definition: components["schemas"]["FlowDefinition"];
            input: {
                [key: string]: string | number | boolean;
            };
        };
        TriedFlowCall: {
            /** @enum {unknown} */
            state: "answered" | "refused" | "failed" | "waiting" | "not_taken";
            answer: {
                [key: string]: string | number | boolean;
            } | null;
            reason: string | null;
            trail: string[];
            failures: {
                node: string;
                code: string;
                message: string;
                reason?: {
                    code: string;
                    parameters: {
                        [key: string]: string | number;
                    };
                    text?: string;
                    start?: number;
                    end?: number;
                    column?: string;
                    row?: number;
                    field?: string;
                };
            }[];
            calls: {
                connector: string;
                count: number;
            }[];
        };
        ConnectorView: {
            code: string;
            names: {
                [key: string]: string;
            };
            url: string;
            secretVariable: string | null;
            secretHeader: string;
            /** @enum {unknown} */
            repeat: "idempotent" | "queryable" | "neither";
            queryPath: string | null;
            ratePerMinute: number | null;
            timeoutMs: number;
            failuresMax: number;
            pauseSeconds: number;
            version: number;
            /** Format: date-time */
            changedAt: string;
            changedBy: string;
            isSecretSet: boolean | null;
            /** @enum {unknown} */
            breaker: "closed" | "open" | "half_open";
            openUntil: string | null;
            failuresInRow: number;
            effectsOpen: number;
            effectsUnsure: number;
        };
        ConnectorList: {
            items: components["schemas"]["ConnectorView"][];
        };
        PutConnector: {
            names: {
                [key: string]: string;
            };
            url: string;
            secretVariable: string | null;
            secretHeader?: string;
            /** @enum {unknown} */
            repeat: "idempotent" | "queryable" | "neither";
            queryPath?: string | null;
            ratePerMinute?: number | null;
            timeoutMs?: number;
            failuresMax?: number;
            pauseSeconds?: number;
        };
        ConnectorSettings: {
            code: string;
            names: {
                [key: string]: string;
            };
            url: string;
            secretVariable: string | null;
            secretHeader: string;
            /** @enum {unknown} */
            repeat: "idempotent" | "queryable" | "neither";
            queryPath: string | null;
            ratePerMinute: number | null;
            timeoutMs: number;
            failuresMax: number;
            pauseSeconds: number;
            version: number;
            /** Format: date-time */
            changedAt: string;
            changedBy: string;
        };
        FlowEffect: {
            /** Format: uuid */
            id: string;
            key: string;
            /** Format: uuid */
            runId: string;
            orderId: string;
            flow: string;
            flowVersion: number;
            node: string;
            iteration: number;
            isUndo: boolean;
            connector: string;
            method: string;
            path: string;
            wanted: {
                name: string;
                /** @enum {unknown} */
                type: "string" | "int" | "bool";
            }[];
            /** @enum {unknown} */
            state: "requested" | "sent" | "done" | "failed" | "unsure" | "compensated";
            attempts: number;
            values: {
                [key: string]: string | number | boolean;
            } | null;
            reason: string | null;
            /** Format: date-time */
            requestedAt: string;
            settledAt: string | null;
            settledBy: string | null;
        };
        FlowEffectPage: {
            items: components["schemas"]["FlowEffect"][];
            nextCursor: string | null;
        };
        SettleEffect: {
            /** @enum {unknown} */
            outcome: "done" | "failed";
            values?: {
                [key: string]: string | number | boolean;
            };
            note: string;
        };
        EffectChanged: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            runId: string;
            flow: string;
            flowVersion: number;
            node: string;
            iteration: number;
            isUndo: boolean;
            connector: string;
            /** @enum {unknown} */
            state: "requested" | "sent" | "done" | "failed" | "unsure" | "compensated";
            attempts: number;
            reason: string | null;
        };
        FlowTask: {
            /** Format: uuid */
            id: string;
            flow: string;
            flowVersion: number;
            node: string;
            /** Format: uuid */
            runId: string;
            orderId: string;
            title: string;
            form: components["schemas"]["TaskForm"];
            outputs: string[];
            /** @enum {unknown} */
            role: "admin" | "operations" | "agent";
            notBy: string[];
            /** @enum {unknown} */
            state: "open" | "claimed" | "done" | "withdrawn";
            claimedBy: string | null;
            /** Format: date-time */
            openedAt: string;
            dueAt: string | null;
            isOverdue: boolean;
            doneAt: string | null;
            doneBy: string | null;
            outcome: string | null;
            answers: {
                [key: string]: string | number | boolean;
            } | null;
            version: number;
        };
        FlowTaskPage: {
            items: components["schemas"]["FlowTask"][];
            nextCursor: string | null;
        };
        TaskCandidates: {
            items: {
                login: string;
                name: string;
            }[];
        };
        DelegateTask: {
            to: string;
        };
        CompleteTask: {
            outcome: string;
            answers?: {
                [key: string]: string | number | boolean;
            };
        };
        FlowSignal: {
            key: string;
            output?: string;
            values?: {
                [key: string]: string | number | boolean;
            };
        };
        SignalAnswer: {
            /** @enum {unknown} */
            outcome: "taken" | "kept";
        };
        DecisionParameter: {
            path: string;
            /** @enum {unknown} */
            kind: "number" | "switch" | "instant" | "option" | "options" | "members";
            minimum?: number;
            maximum?: number;
            isWhole?: boolean;
            mayBeNull?: boolean;
            options?: string[];
            key?: string | null;
            fields?: {
                path: string;
                /** @enum {unknown} */
                kind: "number" | "switch" | "instant" | "option" | "options";
                minimum?: number;
                maximum?: number;
                isWhole?: boolean;
                mayBeNull?: boolean;
                options?: string[];
            }[];
        };
        StoredDecision: {
            sequence: string;
            type: string;
            subject: string;
            /** Format: date-time */
            occurredAt: string;
            kind: string;
            version: number;
            input: unknown;
            choice: unknown;
            agrees: boolean;
            parameters: components["schemas"]["DecisionParameter"][];
        };
        StoredDecisions: {
            items: components["schemas"]["StoredDecision"][];
        };
        DecisionHead: {
            sequence: string;
            type: string;
            subject: string;
            /** Format: date-time */
            occurredAt: string;
            kind: string;
        };
        DecisionHeadPage: {
            items: components["schemas"]["DecisionHead"][];
            nextCursor: string | null;
        };
        VaryDecision: {
            input: {
                [key: string]: unknown;
            };
        };
        VariedDecision: {
            kind: string;
            input: unknown;
            choice: unknown;
            storedChoice: unknown;
            isOther: boolean;
        };
        Photo: {
            id: string;
            mediaType: string;
            bytes: number;
        };
        Health: {
            /** @enum {unknown} */
            status: "ok" | "ready";
        };
        SampleState: {
            isSample: boolean;
        };
        QuarantinedCommand: {
            /** Format: uuid */
            id: string;
            kind: string;
            actor: string;
            body: unknown;
            error: string;
            traceparent: string;
            /** @enum {unknown} */
            state: "waiting" | "retried" | "dropped";
            /** Format: date-time */
            quarantinedAt: string;
            retriedAt: string | null;
        };
        QuarantinePage: {
            items: components["schemas"]["QuarantinedCommand"][];
            nextCursor: string | null;
        };
        JobView: {
            id: string;
            task: string;
            key: string | null;
            orderId: string | null;
            /** @enum {unknown} */
            state: "waiting" | "running" | "dead";
            attempts: number;
            attemptsMax: number;
            error: string | null;
            traceparent: string | null;
            runAt: string | null;
        };
        JobPage: {
            items: components["schemas"]["JobView"][];
            nextCursor: string | null;
        };
        SettledJob: {
            id: string;
            /** Format: date-time */
            at: string;
        };
        CreateWebhook: {
            url: string;
            types: string[];
            channels?: string[] | null;
            view?: ("agent" | "worker" | "supplier" | "customer") | null;
        };
        WebhookWithSecret: {
            /** Format: uuid */
            id: string;
            url: string;
            types: string[];
            channels: string[] | null;
            view: string | null;
            /** @enum {unknown} */
            state: "active" | "paused" | "disabled";
            reason: string | null;
            resumeAt: string | null;
            secretsActive: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
            secret?: string;
        };
        ChangeWebhook: {
            url?: string;
            types?: string[];
            channels?: string[] | null;
            view?: ("agent" | "worker" | "supplier" | "customer") | null;
            enabled?: boolean;
        };
        WebhookView: {
            /** Format: uuid */
            id: string;
            url: string;
            types: string[];
            channels: string[] | null;
            view: string | null;
            /** @enum {unknown} */
            state: "active" | "paused" | "disabled";
            reason: string | null;
            resumeAt: string | null;
            secretsActive: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
        };
        RotateWebhookSecret: {
            graceHours?: number;
        };
        WebhookTested: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            eventId: string;
        };
        Replayed: {
            retried: number;
            isAll: boolean;
        };
        WebhookList: {
            items: components["schemas"]["WebhookView"][];
            nextCursor: string | null;
        };
        DeliveryView: {
            /** Format: uuid */
            id: string;
            messageId: string;
            /** Format: uuid */
            eventId: string;
            eventType: string;
            orderId: string | null;
            attempt: number;
            isDelivered: boolean;
            httpStatus: number | null;
            durationMs: number;
            answer: string;
            /** Format: date-time */
            attemptedAt: string;
        };
        DeliveryPage: {
            items: components["schemas"]["DeliveryView"][];
            nextCursor: string | null;
        };
        NoticeSettingView: {
            channel: string;
            version: number;
            kinds: ("placed" | "backordered" | "paid" | "delayed" | "shipped" | "ready_for_pick_up" | "delivered" | "cancelled" | "refunded")[];
            language: string | null;
            sender: string | null;
            /** Format: date-time */
            changedAt: string;
        };
        NoticeSettingList: {
            items: components["schemas"]["NoticeSettingView"][];
        };
        PutNoticeSetting: {
            kinds: ("placed" | "backordered" | "paid" | "delayed" | "shipped" | "ready_for_pick_up" | "delivered" | "cancelled" | "refunded")[];
            language?: string | null;
            sender?: string | null;
        };
        NoticeTemplateView: {
            /** @enum {unknown} */
            kind: "placed" | "backordered" | "paid" | "delayed" | "shipped" | "ready_for_pick_up" | "delivered" | "cancelled" | "refunded" | "purchase_order" | "purchase_order_changed" | "purchase_order_cancelled";
            language: string;
            version: number;
            subject: string;
            bodyText: string;
            bodyHtml: string;
        };
        PutNoticeTemplate: {
            subject: string;
            bodyText: string;
            bodyHtml: string;
        };
        DroppedTemplate: {
            /** @enum {unknown} */
            kind: "placed" | "backordered" | "paid" | "delayed" | "shipped" | "ready_for_pick_up" | "delivered" | "cancelled" | "refunded" | "purchase_order" | "purchase_order_changed" | "purchase_order_cancelled";
            language: string;
            hasBuiltIn: boolean;
        };
        TestNotice: {
            /** @enum {unknown} */
            kind: "placed" | "backordered" | "paid" | "delayed" | "shipped" | "ready_for_pick_up" | "delivered" | "cancelled" | "refunded" | "purchase_order" | "purchase_order_changed" | "purchase_order_cancelled";
            language: string;
            template?: components["schemas"]["PutNoticeTemplate"];
            recipient: string;
        };
        TestedNotice: {
            messageId: string;
        };
        PreviewNotice: {
            /** @enum {unknown} */
            kind: "placed" | "backordered" | "paid" | "delayed" | "shipped" | "ready_for_pick_up" | "delivered" | "cancelled" | "refunded" | "purchase_order" | "purchase_order_changed" | "purchase_order_cancelled";
            language: string;
            template?: components["schemas"]["PutNoticeTemplate"];
        };
        NoticePreview: {
            language: string;
            subject: string;
            bodyText: string;
            bodyHtml: string;
        };
        SentNotice: {
            /** @enum {unknown} */
            kind: "placed" | "backordered" | "paid" | "delayed" | "shipped" | "ready_for_pick_up" | "delivered" | "cancelled" | "refunded" | "purchase_order" | "purchase_order_changed" | "purchase_order_cancelled";
            /** Format: uuid */
            eventId: string;
            language: string;
            templateVersion: number;
            messageId: string;
            /** Format: date-time */
            sentAt: string;
        };
        SentNoticeList: {
            items: components["schemas"]["SentNotice"][];
        };
        ImportView: {
            /** Format: uuid */
            id: string;
            map: string;
            actor: string;
            /** @enum {unknown} */
            state: "running" | "done" | "failed";
            rowsRead: number;
            rowsRejected: number;
            verdicts: {
                [key: string]: number;
            };
            message: string | null;
            /** Format: date-time */
            startedAt: string;
            endedAt: string | null;
        };
        ImportPage: {
            items: components["schemas"]["ImportView"][];
            nextCursor: string | null;
        };
        RejectedRow: {
            line: number;
            reason: string;
            row: unknown;
        };
        ImportPreview: {
            effects: {
                [key: string]: number;
            };
            created: string[];
            rejected: components["schemas"]["RejectedRow"][];
        };
        ImportLine: {
            import: components["schemas"]["ImportView"];
            preview?: components["schemas"]["ImportPreview"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Problem = components['schemas']['Problem'];
export type PlaceOrder = components['schemas']['PlaceOrder'];
export type PlacedOrder = components['schemas']['PlacedOrder'];
export type AmendOrder = components['schemas']['AmendOrder'];
export type ChangedOrder = components['schemas']['ChangedOrder'];
export type ChangeRequestView = components['schemas']['ChangeRequestView'];
export type RequestedChange = components['schemas']['RequestedChange'];
export type CancelOrder = components['schemas']['CancelOrder'];
export type HoldOrder = components['schemas']['HoldOrder'];
export type RecordPayment = components['schemas']['RecordPayment'];
export type NoteOrder = components['schemas']['NoteOrder'];
export type SourceOrder = components['schemas']['SourceOrder'];
export type ReleaseHold = components['schemas']['ReleaseHold'];
export type OrderSummary = components['schemas']['OrderSummary'];
export type OrderSummaryPage = components['schemas']['OrderSummaryPage'];
export type Order = components['schemas']['Order'];
export type OrderTimeline = components['schemas']['OrderTimeline'];
export type OrderNotes = components['schemas']['OrderNotes'];
export type ExplainedPlan = components['schemas']['ExplainedPlan'];
export type ExplainedDecision = components['schemas']['ExplainedDecision'];
export type OrderExplanation = components['schemas']['OrderExplanation'];
export type ChangedSettings = components['schemas']['ChangedSettings'];
export type ExplainedRefusal = components['schemas']['ExplainedRefusal'];
export type WhatIf = components['schemas']['WhatIf'];
export type Overview = components['schemas']['Overview'];
export type CancellationLine = components['schemas']['CancellationLine'];
export type BulkResult = components['schemas']['BulkResult'];
export type OrderFilters = components['schemas']['OrderFilters'];
export type BeginBulkChange = components['schemas']['BeginBulkChange'];
export type StartBulkChange = components['schemas']['StartBulkChange'];
export type BulkCounts = components['schemas']['BulkCounts'];
export type BulkChange = components['schemas']['BulkChange'];
export type BulkChangePage = components['schemas']['BulkChangePage'];
export type BulkChangeOrderPage = components['schemas']['BulkChangeOrderPage'];
export type Event = components['schemas']['Event'];
export type EventPage = components['schemas']['EventPage'];
export type AuditPage = components['schemas']['AuditPage'];
export type TrackedOrder = components['schemas']['TrackedOrder'];
export type TrackingLink = components['schemas']['TrackingLink'];
export type PutSkuBody = components['schemas']['PutSkuBody'];
export type Put = components['schemas']['Put'];
export type PutSku = components['schemas']['PutSku'];
export type SkuView = components['schemas']['SkuView'];
export type SkuPage = components['schemas']['SkuPage'];
export type PutLocation = components['schemas']['PutLocation'];
export type LocationPut = components['schemas']['LocationPut'];
export type LocationView = components['schemas']['LocationView'];
export type LocationPage = components['schemas']['LocationPage'];
export type ReceiveStock = components['schemas']['ReceiveStock'];
export type StockChange = components['schemas']['StockChange'];
export type AdjustStock = components['schemas']['AdjustStock'];
export type AnnounceSupply = components['schemas']['AnnounceSupply'];
export type CloseSupply = components['schemas']['CloseSupply'];
export type TransferStock = components['schemas']['TransferStock'];
export type TransferDifference = components['schemas']['TransferDifference'];
export type TransferView = components['schemas']['TransferView'];
export type SetSafetyStock = components['schemas']['SetSafetyStock'];
export type ReserveStock = components['schemas']['ReserveStock'];
export type ReservationView = components['schemas']['ReservationView'];
export type ReceiveTransferBody = components['schemas']['ReceiveTransferBody'];
export type StockPosition = components['schemas']['StockPosition'];
export type StockPositionPage = components['schemas']['StockPositionPage'];
export type AtpAnswer = components['schemas']['AtpAnswer'];
export type StockEntryView = components['schemas']['StockEntryView'];
export type StockEntryPage = components['schemas']['StockEntryPage'];
export type TransferPage = components['schemas']['TransferPage'];
export type IncomingView = components['schemas']['IncomingView'];
export type IncomingPage = components['schemas']['IncomingPage'];
export type PutAllotmentBody = components['schemas']['PutAllotmentBody'];
export type AllotmentView = components['schemas']['AllotmentView'];
export type EndAllotmentBody = components['schemas']['EndAllotmentBody'];
export type AllotmentPage = components['schemas']['AllotmentPage'];
export type PutSafetyStockRuleBody = components['schemas']['PutSafetyStockRuleBody'];
export type PutSafetyStockRule = components['schemas']['PutSafetyStockRule'];
export type SafetyStockRulePage = components['schemas']['SafetyStockRulePage'];
export type SafetyStockPreview = components['schemas']['SafetyStockPreview'];
export type SetTracking = components['schemas']['SetTracking'];
export type TrackingView = components['schemas']['TrackingView'];
export type LotView = components['schemas']['LotView'];
export type LotPage = components['schemas']['LotPage'];
export type LotSuggestion = components['schemas']['LotSuggestion'];
export type BlockLot = components['schemas']['BlockLot'];
export type LotChange = components['schemas']['LotChange'];
export type SerialView = components['schemas']['SerialView'];
export type CountRule = components['schemas']['CountRule'];
export type PutCountPlanBody = components['schemas']['PutCountPlanBody'];
export type CountPlanView = components['schemas']['CountPlanView'];
export type CountPlanPage = components['schemas']['CountPlanPage'];
export type OrderCount = components['schemas']['OrderCount'];
export type CountTaskView = components['schemas']['CountTaskView'];
export type CountTaskPage = components['schemas']['CountTaskPage'];
export type RecordCount = components['schemas']['RecordCount'];
export type DecideCount = components['schemas']['DecideCount'];
export type TakeSnapshot = components['schemas']['TakeSnapshot'];
export type SnapshotView = components['schemas']['SnapshotView'];
export type SnapshotPage = components['schemas']['SnapshotPage'];
export type DriftView = components['schemas']['DriftView'];
export type DriftPage = components['schemas']['DriftPage'];
export type ProposeCorrection = components['schemas']['ProposeCorrection'];
export type DecideSnapshot = components['schemas']['DecideSnapshot'];
export type PutChannel = components['schemas']['PutChannel'];
export type ChannelPut = components['schemas']['ChannelPut'];
export type SettingVersion = components['schemas']['SettingVersion'];
export type ChannelView = components['schemas']['ChannelView'];
export type ChannelList = components['schemas']['ChannelList'];
export type PutCarrierService = components['schemas']['PutCarrierService'];
export type CarrierServiceView = components['schemas']['CarrierServiceView'];
export type CarrierServiceList = components['schemas']['CarrierServiceList'];
export type SourcingWeights = components['schemas']['SourcingWeights'];
export type SourcingWeightsView = components['schemas']['SourcingWeightsView'];
export type RulesVersion = components['schemas']['RulesVersion'];
export type RulesVersionPage = components['schemas']['RulesVersionPage'];
export type RulesDocument = components['schemas']['RulesDocument'];
export type PaymentsView = components['schemas']['PaymentsView'];
export type RefundOrder = components['schemas']['RefundOrder'];
export type RetryPayment = components['schemas']['RetryPayment'];
export type IssueGiftCard = components['schemas']['IssueGiftCard'];
export type GiftCardIssued = components['schemas']['GiftCardIssued'];
export type GiftCardView = components['schemas']['GiftCardView'];
export type GiftCardPage = components['schemas']['GiftCardPage'];
export type PutAccount = components['schemas']['PutAccount'];
export type AccountView = components['schemas']['AccountView'];
export type AccountPage = components['schemas']['AccountPage'];
export type PutPaymentProvider = components['schemas']['PutPaymentProvider'];
export type PaymentProviderView = components['schemas']['PaymentProviderView'];
export type PaymentProviderList = components['schemas']['PaymentProviderList'];
export type ProviderNotice = components['schemas']['ProviderNotice'];
export type NoticeTaken = components['schemas']['NoticeTaken'];
export type CreateKey = components['schemas']['CreateKey'];
export type CreatedKey = components['schemas']['CreatedKey'];
export type KeyView = components['schemas']['KeyView'];
export type KeyPage = components['schemas']['KeyPage'];
export type RotateKey = components['schemas']['RotateKey'];
export type RoleList = components['schemas']['RoleList'];
export type Me = components['schemas']['Me'];
export type LogIn = components['schemas']['LogIn'];
export type LoggedOut = components['schemas']['LoggedOut'];
export type ChangePassword = components['schemas']['ChangePassword'];
export type SessionList = components['schemas']['SessionList'];
export type Preference = components['schemas']['Preference'];
export type PutPreference = components['schemas']['PutPreference'];
export type LoginOptions = components['schemas']['LoginOptions'];
export type CreatePerson = components['schemas']['CreatePerson'];
export type InvitedPerson = components['schemas']['InvitedPerson'];
export type Person = components['schemas']['Person'];
export type PersonPage = components['schemas']['PersonPage'];
export type ChangePerson = components['schemas']['ChangePerson'];
export type PutIdentityProvider = components['schemas']['PutIdentityProvider'];
export type IdentityProvider = components['schemas']['IdentityProvider'];
export type ShipmentView = components['schemas']['ShipmentView'];
export type OrderShipments = components['schemas']['OrderShipments'];
export type FulfilmentOrderRead = components['schemas']['FulfilmentOrderRead'];
export type OrderFulfilment = components['schemas']['OrderFulfilment'];
export type FulfilmentOrderPage = components['schemas']['FulfilmentOrderPage'];
export type FulfilmentReason = components['schemas']['FulfilmentReason'];
export type FulfilmentOrderView = components['schemas']['FulfilmentOrderView'];
export type PackOrder = components['schemas']['PackOrder'];
export type PackedOrder = components['schemas']['PackedOrder'];
export type BookShipment = components['schemas']['BookShipment'];
export type HandOver = components['schemas']['HandOver'];
export type ReportShipped = components['schemas']['ReportShipped'];
export type WaveView = components['schemas']['WaveView'];
export type WavePage = components['schemas']['WavePage'];
export type PickListView = components['schemas']['PickListView'];
export type ReleasedWave = components['schemas']['ReleasedWave'];
export type PickListPage = components['schemas']['PickListPage'];
export type StartPickList = components['schemas']['StartPickList'];
export type ConfirmPicks = components['schemas']['ConfirmPicks'];
export type ShipmentPage = components['schemas']['ShipmentPage'];
export type ReportShipmentTracking = components['schemas']['ReportShipmentTracking'];
export type ManifestView = components['schemas']['ManifestView'];
export type ManifestPage = components['schemas']['ManifestPage'];
export type ChangeRequestPage = components['schemas']['ChangeRequestPage'];
export type PurchaseOrderView = components['schemas']['PurchaseOrderView'];
export type PurchaseOrderPage = components['schemas']['PurchaseOrderPage'];
export type AcceptPurchaseOrder = components['schemas']['AcceptPurchaseOrder'];
export type ShipPurchaseOrder = components['schemas']['ShipPurchaseOrder'];
export type AnswerChangeRequest = components['schemas']['AnswerChangeRequest'];
export type ParcelView = components['schemas']['ParcelView'];
export type ReportTracking = components['schemas']['ReportTracking'];
export type PutSite = components['schemas']['PutSite'];
export type SitePut = components['schemas']['SitePut'];
export type BoxType = components['schemas']['BoxType'];
export type SiteView = components['schemas']['SiteView'];
export type PutBoxTypes = components['schemas']['PutBoxTypes'];
export type BoxTypesPut = components['schemas']['BoxTypesPut'];
export type PutSlot = components['schemas']['PutSlot'];
export type PutSlots = components['schemas']['PutSlots'];
export type SlotView = components['schemas']['SlotView'];
export type SlotPage = components['schemas']['SlotPage'];
export type PlanWaves = components['schemas']['PlanWaves'];
export type PlannedWaves = components['schemas']['PlannedWaves'];
export type PutShippingCompany = components['schemas']['PutShippingCompany'];
export type PutCarrierContract = components['schemas']['PutCarrierContract'];
export type CarrierContractView = components['schemas']['CarrierContractView'];
export type ShippingCompanyView = components['schemas']['ShippingCompanyView'];
export type CarrierContractPut = components['schemas']['CarrierContractPut'];
export type RequestReturn = components['schemas']['RequestReturn'];
export type Return = components['schemas']['Return'];
export type JudgeReturn = components['schemas']['JudgeReturn'];
export type SendReturn = components['schemas']['SendReturn'];
export type CancelReturn = components['schemas']['CancelReturn'];
export type ReceiveReturn = components['schemas']['ReceiveReturn'];
export type InspectReturn = components['schemas']['InspectReturn'];
export type FinishRefurbishment = components['schemas']['FinishRefurbishment'];
export type ListedReturn = components['schemas']['ListedReturn'];
export type ReturnPage = components['schemas']['ReturnPage'];
export type ReturnCounts = components['schemas']['ReturnCounts'];
export type ReturnRules = components['schemas']['ReturnRules'];
export type AppeaseOrder = components['schemas']['AppeaseOrder'];
export type OpenClaim = components['schemas']['OpenClaim'];
export type Claim = components['schemas']['Claim'];
export type MoveClaim = components['schemas']['MoveClaim'];
export type ClaimPage = components['schemas']['ClaimPage'];
export type ClaimCounts = components['schemas']['ClaimCounts'];
export type Exception = components['schemas']['Exception'];
export type ExceptionPage = components['schemas']['ExceptionPage'];
export type ExceptionSummary = components['schemas']['ExceptionSummary'];
export type RaiseException = components['schemas']['RaiseException'];
export type ResolveException = components['schemas']['ResolveException'];
export type AssignException = components['schemas']['AssignException'];
export type SnoozeException = components['schemas']['SnoozeException'];
export type NoteException = components['schemas']['NoteException'];
export type ExceptionRules = components['schemas']['ExceptionRules'];
export type EndpointForm = components['schemas']['EndpointForm'];
export type TaskForm = components['schemas']['TaskForm'];
export type FlowSummary = components['schemas']['FlowSummary'];
export type FlowList = components['schemas']['FlowList'];
export type FlowDefinition = components['schemas']['FlowDefinition'];
export type FlowLayout = components['schemas']['FlowLayout'];
export type FlowView = components['schemas']['FlowView'];
export type PutFlow = components['schemas']['PutFlow'];
export type FlowChanged = components['schemas']['FlowChanged'];
export type PublishFlow = components['schemas']['PublishFlow'];
export type FlowVersion = components['schemas']['FlowVersion'];
export type CheckFlow = components['schemas']['CheckFlow'];
export type FlowCheck = components['schemas']['FlowCheck'];
export type TryExpression = components['schemas']['TryExpression'];
export type TriedExpression = components['schemas']['TriedExpression'];
export type FlowFacts = components['schemas']['FlowFacts'];
export type FlowTemplates = components['schemas']['FlowTemplates'];
export type FlowComponents = components['schemas']['FlowComponents'];
export type FlowRun = components['schemas']['FlowRun'];
export type FlowRunPage = components['schemas']['FlowRunPage'];
export type FlowRules = components['schemas']['FlowRules'];
export type FlowFindings = components['schemas']['FlowFindings'];
export type FlowReleaseSummary = components['schemas']['FlowReleaseSummary'];
export type FlowReleasePage = components['schemas']['FlowReleasePage'];
export type FlowReleaseView = components['schemas']['FlowReleaseView'];
export type SubmitFlow = components['schemas']['SubmitFlow'];
export type FlowReleaseChanged = components['schemas']['FlowReleaseChanged'];
export type ApproveFlow = components['schemas']['ApproveFlow'];
export type FlowReason = components['schemas']['FlowReason'];
export type StartFlowRelease = components['schemas']['StartFlowRelease'];
export type FlowMigrationPage = components['schemas']['FlowMigrationPage'];
export type MoveFlowRuns = components['schemas']['MoveFlowRuns'];
export type FlowRunsMoved = components['schemas']['FlowRunsMoved'];
export type FlowAuditPage = components['schemas']['FlowAuditPage'];
export type FlowAuditVerdict = components['schemas']['FlowAuditVerdict'];
export type FlowApiInput = components['schemas']['FlowApiInput'];
export type FlowApiCall = components['schemas']['FlowApiCall'];
export type FlowAssetSummary = components['schemas']['FlowAssetSummary'];
export type FlowAssetList = components['schemas']['FlowAssetList'];
export type FlowAsset = components['schemas']['FlowAsset'];
export type PutFlowAsset = components['schemas']['PutFlowAsset'];
export type FlowAssetChanged = components['schemas']['FlowAssetChanged'];
export type PublishFlowAsset = components['schemas']['PublishFlowAsset'];
export type DeprecateFlowAsset = components['schemas']['DeprecateFlowAsset'];
export type TryFlow = components['schemas']['TryFlow'];
export type FlowTrial = components['schemas']['FlowTrial'];
export type TryFlowCalls = components['schemas']['TryFlowCalls'];
export type FlowCallTrial = components['schemas']['FlowCallTrial'];
export type TryFlowCall = components['schemas']['TryFlowCall'];
export type TriedFlowCall = components['schemas']['TriedFlowCall'];
export type ConnectorView = components['schemas']['ConnectorView'];
export type ConnectorList = components['schemas']['ConnectorList'];
export type PutConnector = components['schemas']['PutConnector'];
export type ConnectorSettings = components['schemas']['ConnectorSettings'];
export type FlowEffect = components['schemas']['FlowEffect'];
export type FlowEffectPage = components['schemas']['FlowEffectPage'];
export type SettleEffect = components['schemas']['SettleEffect'];
export type EffectChanged = components['schemas']['EffectChanged'];
export type FlowTask = components['schemas']['FlowTask'];
export type FlowTaskPage = components['schemas']['FlowTaskPage'];
export type TaskCandidates = components['schemas']['TaskCandidates'];
export type DelegateTask = components['schemas']['DelegateTask'];
export type CompleteTask = components['schemas']['CompleteTask'];
export type FlowSignal = components['schemas']['FlowSignal'];
export type SignalAnswer = components['schemas']['SignalAnswer'];
export type DecisionParameter = components['schemas']['DecisionParameter'];
export type StoredDecision = components['schemas']['StoredDecision'];
export type StoredDecisions = components['schemas']['StoredDecisions'];
export type DecisionHead = components['schemas']['DecisionHead'];
export type DecisionHeadPage = components['schemas']['DecisionHeadPage'];
export type VaryDecision = components['schemas']['VaryDecision'];
export type VariedDecision = components['schemas']['VariedDecision'];
export type Photo = components['schemas']['Photo'];
export type Health = components['schemas']['Health'];
export type SampleState = components['schemas']['SampleState'];
export type QuarantinedCommand = components['schemas']['QuarantinedCommand'];
export type QuarantinePage = components['schemas']['QuarantinePage'];
export type JobView = components['schemas']['JobView'];
export type JobPage = components['schemas']['JobPage'];
export type SettledJob = components['schemas']['SettledJob'];
export type CreateWebhook = components['schemas']['CreateWebhook'];
export type WebhookWithSecret = components['schemas']['WebhookWithSecret'];
export type ChangeWebhook = components['schemas']['ChangeWebhook'];
export type WebhookView = components['schemas']['WebhookView'];
export type RotateWebhookSecret = components['schemas']['RotateWebhookSecret'];
export type WebhookTested = components['schemas']['WebhookTested'];
export type Replayed = components['schemas']['Replayed'];
export type WebhookList = components['schemas']['WebhookList'];
export type DeliveryView = components['schemas']['DeliveryView'];
export type DeliveryPage = components['schemas']['DeliveryPage'];
export type NoticeSettingView = components['schemas']['NoticeSettingView'];
export type NoticeSettingList = components['schemas']['NoticeSettingList'];
export type PutNoticeSetting = components['schemas']['PutNoticeSetting'];
export type NoticeTemplateView = components['schemas']['NoticeTemplateView'];
export type PutNoticeTemplate = components['schemas']['PutNoticeTemplate'];
export type DroppedTemplate = components['schemas']['DroppedTemplate'];
export type TestNotice = components['schemas']['TestNotice'];
export type TestedNotice = components['schemas']['TestedNotice'];
export type PreviewNotice = components['schemas']['PreviewNotice'];
export type NoticePreview = components['schemas']['NoticePreview'];
export type SentNotice = components['schemas']['SentNotice'];
export type SentNoticeList = components['schemas']['SentNoticeList'];
export type ImportView = components['schemas']['ImportView'];
export type ImportPage = components['schemas']['ImportPage'];
export type RejectedRow = components['schemas']['RejectedRow'];
export type ImportPreview = components['schemas']['ImportPreview'];
export type ImportLine = components['schemas']['ImportLine'];
export type $defs = Record<string, never>;
export interface operations {
    getOrders: {
        parameters: {
            query?: {
                state?: "placed" | "held" | "backordered" | "sourced" | "released" | "picking" | "packed" | "shipped" | "delivered" | "returning" | "returned" | "closed" | "cancelled";
                kind?: "standard" | "preorder" | "exchange" | "drop_ship" | "business" | "pick_up";
                paymentState?: "unpaid" | "authorised" | "partly_captured" | "partly_paid" | "paid" | "failed" | "expired" | "refunded" | "charged_back" | "not_required";
                channel?: string;
                countryCode?: string;
                location?: string;
                priority?: number;
                placedFrom?: string;
                placedTo?: string;
                externalId?: string;
                isLate?: boolean;
                needs?: "me" | "anybody";
                search?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryPage"];
                };
            };
        };
    };
    postOrders: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceOrder"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedOrder"];
                };
            };
        };
    };
    getOrdersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
        };
    };
    patchOrdersById: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedChange"];
                };
            };
        };
    };
    postOrdersByIdCancel: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedChange"];
                };
            };
        };
    };
    postOrdersByIdHolds: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
        };
    };
    getOrdersByIdPayments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentsView"];
                };
            };
        };
    };
    postOrdersByIdPayments: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordPayment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
        };
    };
    getOrdersByIdNotes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderNotes"];
                };
            };
        };
    };
    postOrdersByIdNotes: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
        };
    };
    postOrdersByIdRelease: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
        };
    };
    postOrdersByIdSource: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SourceOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
        };
    };
    postOrdersByIdHoldsByHoldIdRelease: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                holdId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReleaseHold"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
        };
    };
    getOrdersByIdTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderTimeline"];
                };
            };
        };
    };
    getOrdersByIdDecisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderExplanation"];
                };
            };
        };
    };
    postOrdersByIdWhatIf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatIf"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: {
                hours?: number;
                dayStart?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
        };
    };
    postOrdersBulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": components["schemas"]["PlaceOrder"] | {
                    cancellation: components["schemas"]["CancellationLine"];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["BulkResult"];
                };
            };
        };
    };
    getBulkChanges: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkChangePage"];
                };
            };
        };
    };
    postBulkChanges: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginBulkChange"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkChange"];
                };
            };
        };
    };
    getBulkChangesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkChange"];
                };
            };
        };
    };
    getBulkChangesByIdOrders: {
        parameters: {
            query?: {
                outcome?: "waiting" | "impossible" | "unchanged" | "done" | "asked" | "failed" | "undone" | "not_undone";
                why?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkChangeOrderPage"];
                };
            };
        };
    };
    postBulkChangesByIdStart: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StartBulkChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkChange"];
                };
            };
        };
    };
    postBulkChangesByIdStop: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkChange"];
                };
            };
        };
    };
    postBulkChangesByIdUndo: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkChange"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: {
                type?: string;
                order?: string;
                trace?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                actor?: string;
                type?: string;
                subject?: string;
                since?: string;
                until?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
        };
    };
    getStream: {
        parameters: {
            query?: {
                type?: string;
                order?: string;
                after?: string;
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Event"];
                };
            };
        };
    };
    getTrackByToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackedOrder"];
                };
            };
        };
    };
    getTrackByTokenStream: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["TrackedOrder"];
                };
            };
        };
    };
    getOrdersByIdTracked: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackedOrder"];
                };
            };
        };
    };
    getOrdersByIdTrackingLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingLink"];
                };
            };
        };
    };
    getSkusByCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkuView"];
                };
            };
        };
    };
    putSkusByCode: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutSkuBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Put"];
                };
            };
        };
    };
    postSkusBulk: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutSku"][];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Put"];
                };
            };
        };
    };
    getSkus: {
        parameters: {
            query?: {
                search?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkuPage"];
                };
            };
        };
    };
    getLocationsByCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationView"];
                };
            };
        };
    };
    putLocationsByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutLocation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationPut"];
                };
            };
        };
    };
    getLocations: {
        parameters: {
            query?: {
                search?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationPage"];
                };
            };
        };
    };
    postStockReceipts: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiveStock"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockChange"];
                };
            };
        };
    };
    postStockAdjustments: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustStock"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockChange"];
                };
            };
        };
    };
    postStockAnnouncements: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnounceSupply"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockChange"];
                };
            };
        };
    };
    postStockAnnouncementsClose: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseSupply"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockChange"];
                };
            };
        };
    };
    getStockTransfers: {
        parameters: {
            query?: {
                location?: string;
                state?: "on_the_way" | "received";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferPage"];
                };
            };
        };
    };
    postStockTransfers: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferStock"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferView"];
                };
            };
        };
    };
    postStockSafetyStock: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSafetyStock"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockChange"];
                };
            };
        };
    };
    postStockReservations: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReserveStock"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationView"];
                };
            };
        };
    };
    postStockTransfersByReferenceReceive: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiveTransferBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferView"];
                };
            };
        };
    };
    postStockReservationsByIdRelease: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationView"];
                };
            };
        };
    };
    getStock: {
        parameters: {
            query?: {
                sku?: string;
                location?: string;
                search?: string;
                state?: "nothing_left" | "below_safety";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockPositionPage"];
                };
            };
        };
    };
    getStockBySkuAtp: {
        parameters: {
            query?: {
                location?: string;
                until?: string;
                channel?: string;
            };
            header?: never;
            path: {
                sku: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AtpAnswer"];
                };
            };
        };
    };
    getStockEntries: {
        parameters: {
            query: {
                sku: string;
                location: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockEntryPage"];
                };
            };
        };
    };
    getStockIncoming: {
        parameters: {
            query?: {
                sku?: string;
                location?: string;
                reference?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingPage"];
                };
            };
        };
    };
    putStockAllotmentsByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutAllotmentBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllotmentView"];
                };
            };
        };
    };
    postStockAllotmentsByCodeEnd: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndAllotmentBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllotmentView"];
                };
            };
        };
    };
    getStockAllotments: {
        parameters: {
            query?: {
                sku?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllotmentPage"];
                };
            };
        };
    };
    putStockSafetyStockRulesByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutSafetyStockRuleBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutSafetyStockRule"];
                };
            };
        };
    };
    postStockSafetyStockRulesByCodeRun: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutSafetyStockRule"];
                };
            };
        };
    };
    getStockSafetyStockRules: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SafetyStockRulePage"];
                };
            };
        };
    };
    getStockSafetyStockRulesPreview: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SafetyStockPreview"];
                };
            };
        };
    };
    putStockBySkuTracking: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                sku: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetTracking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingView"];
                };
            };
        };
    };
    getStockBySkuLots: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                sku: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotPage"];
                };
            };
        };
    };
    getStockBySkuLotsSuggested: {
        parameters: {
            query: {
                location: string;
                quantity: number;
                shelfLifeDaysMin?: number;
            };
            header?: never;
            path: {
                sku: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotSuggestion"];
                };
            };
        };
    };
    postStockBySkuLotsByLotQuarantine: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                sku: string;
                lot: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockLot"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotChange"];
                };
            };
        };
    };
    postStockBySkuLotsByLotRelease: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                sku: string;
                lot: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockLot"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotChange"];
                };
            };
        };
    };
    getStockBySkuSerialsBySerial: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sku: string;
                serial: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SerialView"];
                };
            };
        };
    };
    putCountsPlansByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutCountPlanBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountPlanView"];
                };
            };
        };
    };
    getCountsPlans: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountPlanPage"];
                };
            };
        };
    };
    getCounts: {
        parameters: {
            query?: {
                location?: string;
                state?: "open" | "recount" | "approval" | "posted" | "short" | "cancelled";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountTaskPage"];
                };
            };
        };
    };
    postCounts: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderCount"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountTaskView"];
                };
            };
        };
    };
    getCountsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountTaskView"];
                };
            };
        };
    };
    postCountsByIdCount: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordCount"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountTaskView"];
                };
            };
        };
    };
    postCountsByIdDecide: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideCount"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountTaskView"];
                };
            };
        };
    };
    getStockSnapshots: {
        parameters: {
            query?: {
                location?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotPage"];
                };
            };
        };
    };
    postStockSnapshots: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeSnapshot"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotView"];
                };
            };
        };
    };
    postStockSnapshotsFile: {
        parameters: {
            query: {
                location: string;
                takenAt: string;
                source?: string;
                isComplete?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotView"];
                };
            };
        };
    };
    getStockSnapshotsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotView"];
                };
            };
        };
    };
    getStockSnapshotsByIdDrifts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftPage"];
                };
            };
        };
    };
    postStockDriftsByIdPropose: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeCorrection"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftView"];
                };
            };
        };
    };
    postStockSnapshotsByIdDecide: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideSnapshot"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotView"];
                };
            };
        };
    };
    getChannelsByCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
        };
    };
    putChannelsByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutChannel"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelPut"];
                };
            };
        };
    };
    getSettingsVersion: {
        parameters: {
            query: {
                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingVersion"];
                };
            };
        };
    };
    getChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
                };
            };
        };
    };
    getCarrierServicesByCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarrierServiceView"];
                };
            };
        };
    };
    putCarrierServicesByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutCarrierService"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarrierServiceView"];
                };
            };
        };
    };
    getCarrierServices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarrierServiceList"];
                };
            };
        };
    };
    getSourcingWeights: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcingWeightsView"];
                };
            };
        };
    };
    putSourcingWeights: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourcingWeights"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcingWeights"];
                };
            };
        };
    };
    getSourcingRules: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesVersionPage"];
                };
            };
        };
    };
    getSourcingRulesByVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: "latest" | string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesDocument"];
                };
            };
        };
    };
    postOrdersByIdRefunds: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
        };
    };
    postOrdersByIdPaymentOperationsByOperationRetry: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                operation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetryPayment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
        };
    };
    getGiftCards: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCardPage"];
                };
            };
        };
    };
    postGiftCards: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueGiftCard"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCardIssued"];
                };
            };
        };
    };
    putAccountsByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutAccount"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
        };
    };
    getAccounts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
        };
    };
    putPaymentProvidersByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutPaymentProvider"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentProviderView"];
                };
            };
        };
    };
    getPaymentProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentProviderList"];
                };
            };
        };
    };
    postPaymentProvidersByCodeNotices: {
        parameters: {
            query?: never;
            header?: {
                "Linchpin-Timestamp"?: string;
                "Linchpin-Signature"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderNotice"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeTaken"];
                };
            };
        };
    };
    getKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyPage"];
                };
            };
        };
    };
    postKeys: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
                };
            };
        };
    };
    postKeysByIdRotate: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateKey"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
                };
            };
        };
    };
    deleteKeysById: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
        };
    };
    getRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    postLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    postLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedOut"];
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postMePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    getMeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
        };
    };
    deleteMeSessionsById: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    postMeSessionsEndOthers: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    getMePreferencesByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preference"];
                };
            };
        };
    };
    putMePreferencesByName: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutPreference"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preference"];
                };
            };
        };
    };
    deleteMePreferencesByName: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preference"];
                };
            };
        };
    };
    getLoginOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginOptions"];
                };
            };
        };
    };
    getLoginProvider: {
        parameters: {
            query?: {
                returnTo?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    getLoginProviderCallback: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    getPeople: {
        parameters: {
            query?: {
                role?: "admin" | "operations" | "agent" | "worker" | "supplier" | "customer";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonPage"];
                };
            };
        };
    };
    postPeople: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePerson"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedPerson"];
                };
            };
        };
    };
    getPeopleByLogin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                login: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    patchPeopleByLogin: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                login: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePerson"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    postPeopleByLoginOneTimePassword: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                login: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedPerson"];
                };
            };
        };
    };
    getIdentityProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
        };
    };
    putIdentityProvider: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutIdentityProvider"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
        };
    };
    getFulfilmentShipmentsByIdLabelPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
        };
    };
    getFulfilmentShipmentsByIdLabelZpl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.zebra-zpl": unknown;
                };
            };
        };
    };
    getFulfilmentShipmentsByIdPackingSlipPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
        };
    };
    getFulfilmentManifestsByIdManifestPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
        };
    };
    getFulfilmentManifestsByIdManifestCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
        };
    };
    getOrdersByIdShipments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderShipments"];
                };
            };
        };
    };
    getOrdersByIdFulfilment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderFulfilment"];
                };
            };
        };
    };
    getFulfilmentOrders: {
        parameters: {
            query?: {
                location?: string;
                state?: "open" | "waved" | "picking" | "picked" | "packed" | "shipped" | "delivered" | "cancelled";
                priority?: number;
                order?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FulfilmentOrderPage"];
                };
            };
        };
    };
    getFulfilmentOrdersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FulfilmentOrderRead"];
                };
            };
        };
    };
    postFulfilmentOrdersByIdTakeOut: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FulfilmentReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FulfilmentOrderView"];
                };
            };
        };
    };
    postFulfilmentOrdersByIdPack: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackedOrder"];
                };
            };
        };
    };
    postFulfilmentOrdersByIdBook: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookShipment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentView"];
                };
            };
        };
    };
    postFulfilmentOrdersByIdHandOver: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOver"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentView"];
                };
            };
        };
    };
    postFulfilmentOrdersByIdReportShipped: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportShipped"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackedOrder"];
                };
            };
        };
    };
    getFulfilmentWaves: {
        parameters: {
            query?: {
                location?: string;
                state?: "planned" | "released" | "done" | "cancelled";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WavePage"];
                };
            };
        };
    };
    getFulfilmentWavesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaveView"];
                };
            };
        };
    };
    postFulfilmentWavesByIdRelease: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleasedWave"];
                };
            };
        };
    };
    postFulfilmentWavesByIdCancel: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaveView"];
                };
            };
        };
    };
    getFulfilmentPickLists: {
        parameters: {
            query?: {
                location?: string;
                state?: "open" | "picking" | "done" | "cancelled";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickListPage"];
                };
            };
        };
    };
    getFulfilmentPickListsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickListView"];
                };
            };
        };
    };
    postFulfilmentPickListsByIdStart: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartPickList"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickListView"];
                };
            };
        };
    };
    postFulfilmentPickListsByIdPicks: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmPicks"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickListView"];
                };
            };
        };
    };
    getFulfilmentShipments: {
        parameters: {
            query?: {
                location?: string;
                state?: "booked" | "voided" | "shipped" | "in_transit" | "out_for_delivery" | "delivery_failed" | "delivered" | "returned_to_sender";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentPage"];
                };
            };
        };
    };
    getFulfilmentShipmentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentView"];
                };
            };
        };
    };
    postFulfilmentShipmentsByIdVoid: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FulfilmentReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentView"];
                };
            };
        };
    };
    postFulfilmentShipmentsByIdShip: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentView"];
                };
            };
        };
    };
    postFulfilmentShipmentsByIdTracking: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportShipmentTracking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentView"];
                };
            };
        };
    };
    getFulfilmentManifests: {
        parameters: {
            query?: {
                location?: string;
                state?: "open" | "closed";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestPage"];
                };
            };
        };
    };
    getFulfilmentManifestsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestView"];
                };
            };
        };
    };
    postFulfilmentManifestsByIdClose: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestView"];
                };
            };
        };
    };
    getFulfilmentChangeRequests: {
        parameters: {
            query?: {
                location?: string;
                state?: "pending" | "accepted" | "refused" | "withdrawn";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestPage"];
                };
            };
        };
    };
    getFulfilmentChangeRequestsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestView"];
                };
            };
        };
    };
    getFulfilmentPurchaseOrders: {
        parameters: {
            query?: {
                location?: string;
                state?: "drafted" | "sent" | "accepted" | "declined" | "shipped" | "cancelled";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseOrderPage"];
                };
            };
        };
    };
    getFulfilmentPurchaseOrdersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseOrderView"];
                };
            };
        };
    };
    postFulfilmentPurchaseOrdersByIdAccept: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptPurchaseOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseOrderView"];
                };
            };
        };
    };
    postFulfilmentPurchaseOrdersByIdDecline: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FulfilmentReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseOrderView"];
                };
            };
        };
    };
    postFulfilmentPurchaseOrdersByIdShipments: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShipPurchaseOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseOrderView"];
                };
            };
        };
    };
    postFulfilmentPurchaseOrdersByIdSend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseOrderView"];
                };
            };
        };
    };
    postFulfilmentChangeRequestsByIdAnswer: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestView"];
                };
            };
        };
    };
    getFulfilmentParcelsBySscc: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sscc: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParcelView"];
                };
            };
        };
    };
    postFulfilmentTracking: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportTracking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentView"];
                };
            };
        };
    };
    getFulfilmentSitesByCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteView"];
                };
            };
        };
    };
    putFulfilmentSitesByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutSite"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SitePut"];
                };
            };
        };
    };
    putFulfilmentSitesByCodeBoxTypes: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutBoxTypes"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoxTypesPut"];
                };
            };
        };
    };
    getFulfilmentSitesByCodeSlots: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotPage"];
                };
            };
        };
    };
    putFulfilmentSitesByCodeSlots: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutSlots"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Put"];
                };
            };
        };
    };
    postFulfilmentSitesByCodeWaves: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PlanWaves"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedWaves"];
                };
            };
        };
    };
    getFulfilmentCompany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShippingCompanyView"];
                };
            };
        };
    };
    putFulfilmentCompany: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutShippingCompany"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutShippingCompany"];
                };
            };
        };
    };
    getFulfilmentCarriersByCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarrierContractView"];
                };
            };
        };
    };
    putFulfilmentCarriersByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutCarrierContract"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarrierContractPut"];
                };
            };
        };
    };
    postOrdersByIdReturns: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestReturn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
                };
            };
        };
    };
    postReturnsByIdJudge: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JudgeReturn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
                };
            };
        };
    };
    postReturnsByIdSend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendReturn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
                };
            };
        };
    };
    postReturnsByIdCancel: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelReturn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
                };
            };
        };
    };
    postReturnsByIdReceive: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiveReturn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
                };
            };
        };
    };
    postReturnsByIdInspect: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InspectReturn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
                };
            };
        };
    };
    postReturnsByIdFinishRefurbishment: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishRefurbishment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
                };
            };
        };
    };
    getReturns: {
        parameters: {
            query?: {
                order?: string;
                state?: "requested" | "approved" | "on_the_way" | "receiving" | "received" | "inspecting" | "closed" | "rejected" | "cancelled" | "expired";
                stage?: "to_judge" | "on_the_way" | "to_inspect" | "to_refurbish" | "to_refund";
                channel?: string;
                location?: string;
                search?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnPage"];
                };
            };
        };
    };
    getReturnsSummary: {
        parameters: {
            query?: {
                channel?: string;
                location?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnCounts"];
                };
            };
        };
    };
    getReturnsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedReturn"];
                };
            };
        };
    };
    getSettingsReturns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnRules"];
                };
            };
        };
    };
    putSettingsReturns: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnRules"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnRules"];
                };
            };
        };
    };
    postOrdersByIdAppease: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppeaseOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrder"];
                };
            };
        };
    };
    getClaims: {
        parameters: {
            query?: {
                order?: string;
                state?: "open" | "submitted" | "accepted" | "rejected" | "paid" | "withdrawn";
                carrier?: string;
                search?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimPage"];
                };
            };
        };
    };
    postClaims: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenClaim"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
        };
    };
    postClaimsByIdMove: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveClaim"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
        };
    };
    getClaimsSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimCounts"];
                };
            };
        };
    };
    getClaimsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
        };
    };
    getExceptions: {
        parameters: {
            query?: {
                state?: "open" | "resolved" | "all";
                kind?: string;
                owner?: string;
                subject?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExceptionPage"];
                };
            };
        };
    };
    postExceptions: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RaiseException"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
        };
    };
    getExceptionsSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExceptionSummary"];
                };
            };
        };
    };
    getExceptionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
        };
    };
    postExceptionsByIdResolve: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveException"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
        };
    };
    postExceptionsByIdAssign: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignException"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
        };
    };
    postExceptionsByIdSnooze: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeException"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
        };
    };
    postExceptionsByIdNotes: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteException"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
        };
    };
    getSettingsExceptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExceptionRules"];
                };
            };
        };
    };
    putSettingsExceptions: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExceptionRules"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExceptionRules"];
                };
            };
        };
    };
    getFlows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowList"];
                };
            };
        };
    };
    getFlowsByCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowView"];
                };
            };
        };
    };
    putFlowsByCode: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutFlow"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowChanged"];
                };
            };
        };
    };
    postFlowsByCodePublish: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishFlow"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowChanged"];
                };
            };
        };
    };
    postFlowsByCodeStop: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowChanged"];
                };
            };
        };
    };
    getFlowsByCodeVersionsByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowVersion"];
                };
            };
        };
    };
    postFlowChecks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckFlow"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowCheck"];
                };
            };
        };
    };
    postFlowExpressions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryExpression"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedExpression"];
                };
            };
        };
    };
    getFlowFacts: {
        parameters: {
            query?: {
                point?: "validate" | "price" | "promise" | "source_rank" | "release_gate" | "ship_gate" | "return_approval" | "payment" | "exception";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowFacts"];
                };
            };
        };
    };
    getFlowTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowTemplates"];
                };
            };
        };
    };
    getFlowComponents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowComponents"];
                };
            };
        };
    };
    getFlowRuns: {
        parameters: {
            query?: {
                orderId?: string;
                flow?: string;
                flowVersion?: number;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowRunPage"];
                };
            };
        };
    };
    getFlowRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowRules"];
                };
            };
        };
    };
    getFlowsByCodeFindings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowFindings"];
                };
            };
        };
    };
    getFlowReleases: {
        parameters: {
            query?: {
                flow?: string;
                state?: "refused" | "waiting" | "approved" | "rejected" | "withdrawn" | "releasing" | "live" | "rolled_back" | "replaced" | "stopped";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowReleasePage"];
                };
            };
        };
    };
    getFlowsByCodeReleasesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowReleaseView"];
                };
            };
        };
    };
    postFlowsByCodeSubmit: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitFlow"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowReleaseChanged"];
                };
            };
        };
    };
    postFlowsByCodeReleasesByIdApprove: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApproveFlow"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowReleaseChanged"];
                };
            };
        };
    };
    postFlowsByCodeReleasesByIdReject: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["FlowReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowReleaseChanged"];
                };
            };
        };
    };
    postFlowsByCodeReleasesByIdWithdraw: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowReleaseChanged"];
                };
            };
        };
    };
    postFlowsByCodeReleasesByIdStart: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StartFlowRelease"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowReleaseChanged"];
                };
            };
        };
    };
    postFlowsByCodeReleasesByIdRollBack: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["FlowReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowReleaseChanged"];
                };
            };
        };
    };
    getFlowsByCodeMigration: {
        parameters: {
            query: {
                from: number;
                to: number;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowMigrationPage"];
                };
            };
        };
    };
    postFlowsByCodeMigration: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveFlowRuns"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowRunsMoved"];
                };
            };
        };
    };
    getFlowAudit: {
        parameters: {
            query?: {
                flow?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAuditPage"];
                };
            };
        };
    };
    getFlowAuditVerify: {
        parameters: {
            query?: {
                known?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAuditVerdict"];
                };
            };
        };
    };
    getFlowApisOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    postFlowApisByCode: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["FlowApiInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowApiCall"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowApiCall"];
                };
            };
        };
    };
    getFlowApisByCodeCallsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowApiCall"];
                };
            };
        };
    };
    getFlowAssets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAssetList"];
                };
            };
        };
    };
    getFlowAssetsByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAsset"];
                };
            };
        };
    };
    putFlowAssetsByName: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutFlowAsset"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAssetChanged"];
                };
            };
        };
    };
    deleteFlowAssetsByName: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAssetChanged"];
                };
            };
        };
    };
    postFlowAssetsByNamePublish: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishFlowAsset"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAssetChanged"];
                };
            };
        };
    };
    putFlowAssetsByNameDeprecation: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeprecateFlowAsset"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAssetChanged"];
                };
            };
        };
    };
    deleteFlowAssetsByNameDeprecation: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAssetChanged"];
                };
            };
        };
    };
    postFlowTrials: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryFlow"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowTrial"];
                };
            };
        };
    };
    postFlowCallTrials: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryFlowCalls"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowCallTrial"];
                };
            };
        };
    };
    postFlowCallTrialsOne: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryFlowCall"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedFlowCall"];
                };
            };
        };
    };
    getFlowConnectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorList"];
                };
            };
        };
    };
    getFlowConnectorsByCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorView"];
                };
            };
        };
    };
    putFlowConnectorsByCode: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutConnector"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorSettings"];
                };
            };
        };
    };
    deleteFlowConnectorsByCode: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorSettings"];
                };
            };
        };
    };
    getFlowEffects: {
        parameters: {
            query?: {
                orderId?: string;
                run?: string;
                state?: "requested" | "sent" | "done" | "failed" | "unsure" | "compensated";
                connector?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowEffectPage"];
                };
            };
        };
    };
    postFlowEffectsByIdSettle: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleEffect"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectChanged"];
                };
            };
        };
    };
    getFlowTasks: {
        parameters: {
            query?: {
                state?: "open" | "claimed" | "done" | "withdrawn" | "pending";
                whose?: "me";
                role?: "admin" | "operations" | "agent";
                claimedBy?: string;
                orderId?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowTaskPage"];
                };
            };
        };
    };
    getFlowTasksById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowTask"];
                };
            };
        };
    };
    getFlowTasksByIdCandidates: {
        parameters: {
            query?: {
                search?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskCandidates"];
                };
            };
        };
    };
    postFlowTasksByIdClaim: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowTask"];
                };
            };
        };
    };
    postFlowTasksByIdReturn: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowTask"];
                };
            };
        };
    };
    postFlowTasksByIdDelegate: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DelegateTask"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowTask"];
                };
            };
        };
    };
    postFlowTasksByIdComplete: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteTask"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowTask"];
                };
            };
        };
    };
    postFlowSignals: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowSignal"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignalAnswer"];
                };
            };
        };
    };
    getOrdersByIdChoices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredDecisions"];
                };
            };
        };
    };
    getDecisions: {
        parameters: {
            query: {
                subject: string;
                kind?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionHeadPage"];
                };
            };
        };
    };
    getDecisionsBySequence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sequence: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredDecision"];
                };
            };
        };
    };
    postDecisionsBySequenceVary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sequence: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VaryDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VariedDecision"];
                };
            };
        };
    };
    postPhotos: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Photo"];
                };
            };
        };
    };
    getPhotosById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": unknown;
                };
            };
        };
    };
    getSample: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampleState"];
                };
            };
        };
    };
    postSampleLeave: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampleState"];
                };
            };
        };
    };
    getQuarantine: {
        parameters: {
            query?: {
                state?: "waiting" | "retried" | "dropped";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinePage"];
                };
            };
        };
    };
    postQuarantineByIdRetry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    postQuarantineByIdDrop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getJobs: {
        parameters: {
            query?: {
                state?: "waiting" | "running" | "dead";
                task?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    postJobsByIdRetry: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettledJob"];
                };
            };
        };
    };
    postJobsByIdDrop: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettledJob"];
                };
            };
        };
    };
    getWebhooks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
        };
    };
    postWebhooks: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhook"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
        };
    };
    getWebhooksById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
        };
    };
    deleteWebhooksById: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
        };
    };
    patchWebhooksById: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeWebhook"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
        };
    };
    postWebhooksByIdRotate: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecret"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
        };
    };
    postWebhooksByIdTest: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTested"];
                };
            };
        };
    };
    postWebhooksByIdResume: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
        };
    };
    postWebhooksByIdDeadLettersReplay: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
        };
    };
    postWebhooksByIdDeadLettersByJobIdReplay: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettledJob"];
                };
            };
        };
    };
    getWebhooksByIdDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
        };
    };
    getWebhooksByIdDeadLetters: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    getNoticeSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeSettingList"];
                };
            };
        };
    };
    putNoticeSettingsByChannel: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutNoticeSetting"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeSettingView"];
                };
            };
        };
    };
    getNoticeTemplatesByKindByLanguage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "placed" | "backordered" | "paid" | "delayed" | "shipped" | "ready_for_pick_up" | "delivered" | "cancelled" | "refunded" | "purchase_order" | "purchase_order_changed" | "purchase_order_cancelled";
                language: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeTemplateView"];
                };
            };
        };
    };
    putNoticeTemplatesByKindByLanguage: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                kind: "placed" | "backordered" | "paid" | "delayed" | "shipped" | "ready_for_pick_up" | "delivered" | "cancelled" | "refunded" | "purchase_order" | "purchase_order_changed" | "purchase_order_cancelled";
                language: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutNoticeTemplate"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeTemplateView"];
                };
            };
        };
    };
    deleteNoticeTemplatesByKindByLanguage: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                kind: "placed" | "backordered" | "paid" | "delayed" | "shipped" | "ready_for_pick_up" | "delivered" | "cancelled" | "refunded" | "purchase_order" | "purchase_order_changed" | "purchase_order_cancelled";
                language: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DroppedTemplate"];
                };
            };
        };
    };
    postNoticeTemplatesTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestNotice"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestedNotice"];
                };
            };
        };
    };
    postNoticeTemplatesPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewNotice"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePreview"];
                };
            };
        };
    };
    getOrdersByIdNotices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentNoticeList"];
                };
            };
        };
    };
    getImports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
        };
    };
    postImports: {
        parameters: {
            query?: {
                map?: string;
                settings?: string;
                dryRun?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["ImportLine"];
                };
            };
        };
    };
    getImportsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
        };
    };
}
