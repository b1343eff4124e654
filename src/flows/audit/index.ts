export { createAuditSource, type AuditFacts } from './audit-source.ts';
export { knownHead, listAudit, verifyAudit } from './read-audit.ts';
