import type { Id } from '../../domain/id.ts';
import type { Post, Role } from '../../domain/role.ts';
import type { DemoCampus } from './demo-campus.ts';

export interface DemoDuty {
  role: Role;
  name: string;
  post: Post;
}

/** Somebody for every post that is held by phone, each over a part of the first building or over the class. */
export function demoDuties(
  { buildings, units, doors }: DemoCampus,
  classId: Id | null,
): DemoDuty[] {
  const [building] = buildings;
  const unit = units.find(({ buildingId }) => buildingId === building?.id);
  const door = doors.find(({ buildingIds }) => buildingIds.includes(building?.id ?? ''));
  if (building === undefined || unit === undefined || door === undefined || classId === null)
    throw new Error('the demo campus is not whole');
  const here: Post = { kind: 'building', id: building.id };
  const atDoor: Post = { kind: 'door', id: door.id, buildingIds: door.buildingIds };
  const inClass: Post = { kind: 'class', id: classId };
  return [
    { role: 'keeper', name: '演示宿管', post: here },
    { role: 'guard', name: '演示门岗', post: atDoor },
    { role: 'volunteer', name: '演示志愿者', post: atDoor },
    {
      role: 'unit_keeper',
      name: '演示单元负责人',
      post: { kind: 'unit', id: unit.id, buildingId: building.id },
    },
    { role: 'building_head', name: '演示楼长', post: here },
    { role: 'duty_lead', name: '演示带班领导', post: here },
    { role: 'class_head', name: '演示班主任', post: inClass },
    { role: 'counsellor', name: '演示辅导员', post: inClass },
    { role: 'property', name: '演示物业', post: here },
    { role: 'clinic', name: '演示校医', post: { kind: 'campus' } },
    { role: 'teacher', name: '演示教师', post: inClass },
  ];
}
