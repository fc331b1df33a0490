import { v4 as uuidv4 } from 'uuid';
import type { Campaign } from '../../domain/campaign.ts';
import type { Id } from '../../domain/id.ts';
import { unitScope } from '../../domain/scope.ts';
import type {
  CampaignEntry,
  CampaignList,
  CampaignReport,
  CampaignRequest,
} from '../../protocol/office-night.ts';
import { changeDocuments, requireVersion } from '../accounts/change-documents.ts';
import { getDocument, listDocuments, type DocumentPut } from '../database/documents.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { byNaturalOrder } from '../places/natural-order.ts';
import { Problem } from '../problem.ts';
import { readProgress } from './read-progress.ts';
import { readRoundPlaces } from './round-places.ts';

const orderOf = ({ campaign: { from, id } }: CampaignEntry): string => `${from} ${id}`;

/** Newest first. */
export async function readCampaigns(db: Reader): Promise<CampaignList> {
  const campaigns = (await listDocuments(db, 'campaign')).map(({ version, body }) => ({
    version,
    campaign: body,
  }));
  return { campaigns: campaigns.sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1)) };
}

export function saveCampaign(
  deps: Dependencies,
  of: { by: Id; known: { id: Id; version: number } | null; request: CampaignRequest },
): Promise<CampaignEntry> {
  const { known, request } = of;
  const { isClosed, ...fields } = request;
  if (request.to < request.from) throw new Problem('bad-request', { at: 'to' });
  return changeDocuments(deps, of.by, async (tx) => {
    const old = known && (await requireVersion(tx, { kind: 'campaign', ...known }, request));
    const closedAt = isClosed ? (old?.closedAt ?? instantOf(deps.now())) : null;
    const campaign: Campaign = { id: known?.id ?? uuidv4(), ...fields, closedAt };
    return {
      puts: [await campaignPut(tx, campaign)],
      what: known === null ? 'campaign.create' : isClosed ? 'campaign.close' : 'campaign.change',
      subject: campaign.id,
      details: { name: campaign.name, from: campaign.from, to: campaign.to },
      result: { version: (known?.version ?? 0) + 1, campaign },
    };
  });
}

/** It lies with those who walk the rooms, like the rooms themselves. */
async function campaignPut(tx: Tx, campaign: Campaign): Promise<DocumentPut> {
  const { buildingIds } = campaign;
  const buildings = await listDocuments(tx, 'building', buildingIds);
  if (buildings.length < new Set(buildingIds).size)
    throw new Problem('bad-request', { at: 'buildingIds' });
  const { unitsOf } = await readRoundPlaces(tx);
  const scopes = buildingIds.flatMap((id) => unitsOf(id)).map((id) => unitScope(id, 'round'));
  return { kind: 'campaign', id: campaign.id, body: campaign, scopes };
}

export async function readCampaignReport(
  { db, settings: { campusZone: zone } }: Dependencies,
  id: Id,
): Promise<CampaignReport> {
  const campaign = (await getDocument(db, 'campaign', id))?.body;
  if (campaign === undefined) throw new Problem('not-found');
  const places = await readRoundPlaces(db);
  const rooms = (await listDocuments(db, 'room'))
    .map(({ body }) => body)
    .sort((a, b) => places.inOrder(a, b) || byNaturalOrder(a.code, b.code));
  const unitIds = campaign.buildingIds.flatMap((buildingId) => places.unitsOf(buildingId));
  const { units, ...whole } = await readProgress(db, { campaign, unitIds, rooms, zone });
  return {
    ...whole,
    units: units.map(({ buildingId, unitId, left, ...counts }) => ({
      ...counts,
      unitId,
      building: places.building(buildingId),
      code: places.code(unitId),
      left: left.map(({ code }) => code),
    })),
  };
}
