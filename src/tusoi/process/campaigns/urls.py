"""Routes of the plan."""

from django.urls import path

from tusoi.process.campaigns import views, views_documents, views_gates, views_plan, views_plans, views_procedure

app_name = "campaigns"
PLAN = "dot/<slug:campaign>/chuan-bi/"
urlpatterns = [
    path("lap-dot/", views_plan.create, name="create"),
    path("lap-dot/tu/<slug:earlier>/", views_plan.clone, name="clone"),
    path(PLAN, views.index, name="index"),
    path("quy-trinh/", views_procedure.files, name="procedures"),
    path("quy-trinh/<slug:code>/", views_procedure.file, name="procedure-file"),
    path(f"{PLAN}quy-trinh/", views_procedure.procedure, name="procedure"),
    path(f"{PLAN}quy-trinh/sua/", views_procedure.amend, name="amend"),
    path(f"{PLAN}thoi-gian/", views_plan.windows, name="windows"),
    path(f"{PLAN}mo-dot/", views_plan.open_campaign, name="open"),
    path(f"{PLAN}doi-tuong/", views_plan.choose_collective, name="choose-collective"),
    path(f"{PLAN}doi-tuong/<slug:collective>/", views_plan.subjects, name="subjects"),
    path(f"{PLAN}van-ban/", views_documents.register, name="register"),
    path(f"{PLAN}van-ban/<int:document>/", views_documents.document, name="document"),
    path(f"{PLAN}van-ban/<int:document>/tiep-nhan/", views_documents.acknowledge, name="acknowledge"),
    path(f"{PLAN}van-ban/<int:document>/tep/", views_documents.add_file, name="add-file"),
    path(f"{PLAN}van-ban/<int:document>/tep/<int:number>/", views_documents.file, name="file"),
    path(f"{PLAN}ke-hoach/", views_plans.cascade, name="plans"),
    path(f"{PLAN}ke-hoach/<slug:unit>/", views_plans.plan, name="plan"),
    path(f"{PLAN}ke-hoach/<slug:unit>/gui-xuong/", views_plans.send, name="send-plans"),
    path(f"{PLAN}ke-hoach/<slug:unit>/soan/", views_plans.write, name="write-plan"),
    path(f"{PLAN}ke-hoach/<slug:unit>/<str:verb>/", views_plans.act, name="plan-verb"),
    path(f"{PLAN}hop-chuan-bi/", views_documents.preparation, name="preparation"),
    path(f"{PLAN}vuot-buoc/", views.overrides, name="overrides"),
    path(f"{PLAN}vuot-buoc/<str:token>/", views_gates.override, name="override"),
]
