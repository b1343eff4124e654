export { createAuditSource, type AuditFacts } from './audit-source.ts';
export { listAudit, verifyAudit } from './read-audit.ts';
