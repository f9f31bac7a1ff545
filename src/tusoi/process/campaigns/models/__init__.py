"""The tables of a campaign, by topic."""

from tusoi.process.campaigns.models.campaign import (
    Campaign,
    CampaignQuerySet,
    CampaignUnit,
    CampaignUnitQuerySet,
    TierWindow,
)
from tusoi.process.campaigns.models.changes import UnitChange, UnitChangeQuerySet
from tusoi.process.campaigns.models.closings import Closing
from tusoi.process.campaigns.models.guidance import Acknowledgement, GuidanceDocument, GuidanceFile, Preparation
from tusoi.process.campaigns.models.overrides import Override, OverrideQuerySet
from tusoi.process.campaigns.models.plans import PlanTask, PlanVersion, PlanWindow, UnitPlan, UnitPlanQuerySet
from tusoi.process.campaigns.models.procedure import ProcedureVersion
from tusoi.process.campaigns.models.subjects import Subject, SubjectQuerySet

__all__ = [
    "Acknowledgement",
    "Campaign",
    "CampaignQuerySet",
    "CampaignUnit",
    "CampaignUnitQuerySet",
    "Closing",
    "GuidanceDocument",
    "GuidanceFile",
    "Override",
    "OverrideQuerySet",
    "PlanTask",
    "PlanVersion",
    "PlanWindow",
    "Preparation",
    "ProcedureVersion",
    "Subject",
    "SubjectQuerySet",
    "TierWindow",
    "UnitChange",
    "UnitChangeQuerySet",
    "UnitPlan",
    "UnitPlanQuerySet",
]
